package io.lanista.distribution.crash;

import io.lanista.chain.ResultSigner;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;

/**
 * An agent with a memory that outlives the server: registers if it is of that kind, queues, polls,
 * leaves now and then, and plays what it is given. One thread at a time.
 */
final class Contestant {
  /** Who is rated, and how carefully the agent joins. */
  enum Kind {
    /** Plays under its player's API key. */
    REGISTERED,
    WALLET,
    CODE,
    /** Like old clients: makes no idempotency keys, so a lost answer is a lost entry. */
    FORGETFUL
  }

  private final Ledger ledger;
  private final int number;
  private final Kind kind;
  private final Optional<ResultSigner> signer;
  private int names;
  private int joins;
  private String apiKey = "";
  private String username = "";
  private String spareKey = "";
  private String spareKeyId = "";
  private boolean joining;
  private String ticket = "";
  private Optional<Seat> seat = Optional.empty();

  Contestant(Ledger ledger, int number) {
    this.ledger = ledger;
    this.number = number;
    int kindOf = number % 10;
    kind =
        kindOf < 2
            ? Kind.REGISTERED
            : kindOf < 7 ? Kind.WALLET : kindOf < 9 ? Kind.CODE : Kind.FORGETFUL;
    signer =
        kind == Kind.REGISTERED || kind == Kind.WALLET
            ? Optional.of(ResultSigner.of(BigInteger.valueOf(1000 + number)))
            : Optional.empty();
  }

  String code() {
    return "C" + number + "#1";
  }

  /** Whether it is never in two matches at a time. */
  boolean isCareful() {
    return kind != Kind.FORGETFUL;
  }

  /** What the leaderboard calls it. */
  String displayName() {
    return kind == Kind.REGISTERED
        ? username
        : signer.map(s -> s.address().toString()).orElseGet(this::code);
  }

  Optional<ResultSigner> signer() {
    return signer;
  }

  /** Does the next thing it has to do: one or two requests. */
  void step(Link link, Random random) throws IOException {
    if (seat.isPresent()) {
      if (seat.get().step(link, random)) {
        String next = ledger.ticket(ticket).match();
        seat =
            next.equals(seat.get().match())
                ? Optional.empty()
                : Optional.of(new Seat(ledger, this, ticket, ledger.match(next, random)));
        ticket = seat.isPresent() ? ticket : "";
      }
    } else if (kind == Kind.REGISTERED && apiKey.isEmpty()) {
      register(link);
    } else if (ticket.isEmpty()) {
      if (kind == Kind.REGISTERED && random.nextInt(4) == 0) {
        turnKeys(link);
      }
      join(link, random);
    } else if (random.nextInt(25) == 0) {
      leave(link, random);
    } else {
      poll(link, random);
    }
  }

  private void register(Link link) throws IOException {
    String name = "player-" + number + "-" + names;
    Reply reply = link.post("/api/v1/register", "{\"username\":\"" + name + "\"}");
    if (reply.status() == 409) {
      // It was registered when the answer was lost, and the key with it.
      names++;
      return;
    }
    if (reply.status() != 201) {
      throw new Contradiction("Registering " + name + " was answered " + reply);
    }
    apiKey = reply.at("api_key");
    username = name;
    ledger.key(apiKey, true);
    link.confirm(Request.REGISTER);
  }

  /** Makes a further key, or revokes the one made before. */
  private void turnKeys(Link link) throws IOException {
    if (spareKey.isEmpty()) {
      Reply reply = link.send("POST", "/api/v1/keys", null, authorization());
      if (reply.status() != 201) {
        throw new Contradiction("A key of " + username + " is not valid any more: " + reply);
      }
      spareKey = reply.at("api_key");
      spareKeyId = reply.at("key_id");
      ledger.key(spareKey, true);
      link.confirm(Request.NEW_KEY);
      return;
    }
    boolean repeated = !ledger.knows(spareKey);
    ledger.keyInDoubt(spareKey);
    Reply reply = link.send("DELETE", "/api/v1/keys/" + spareKeyId, null, authorization());
    if (reply.status() != 200 && !(repeated && reply.status() == 404)) {
      throw new Contradiction("Revoking a valid key of " + username + " was answered " + reply);
    }
    ledger.key(spareKey, false);
    spareKey = "";
    link.confirm(Request.REVOKE_KEY);
  }

  private String[] authorization() {
    return new String[] {"Authorization", "Bearer " + apiKey};
  }

  private void join(Link link, Random random) throws IOException {
    if (!joining) {
      joins++;
      joining = true;
    }
    String body =
        "{\"connect_code\":\""
            + code()
            + "\",\"wallet_address\":"
            + signer.map(s -> "\"" + s.address() + "\"").orElse("null")
            + "}";
    Reply reply =
        switch (kind) {
          case REGISTERED ->
              link.post(
                  "/queue/join",
                  body,
                  "Authorization",
                  "Bearer " + apiKey,
                  "Idempotency-Key",
                  idempotencyKey());
          case WALLET, CODE -> link.post("/queue/join", body, "Idempotency-Key", idempotencyKey());
          case FORGETFUL -> link.post("/queue/join", body);
        };
    if (reply.status() != 200) {
      throw new Contradiction("Joining as " + code() + " was answered " + reply);
    }
    joining = false;
    ticket = reply.at("queue_id");
    TicketFacts facts = ledger.ticket(ticket, code());
    facts.shown(facts.told(), reply);
    link.confirm(Request.JOIN);
    // A repeat leads to the same entry, whatever has become of it.
    if (isCareful() && random.nextInt(10) == 0) {
      Reply again =
          link.post(
              "/queue/join",
              body,
              kind == Kind.REGISTERED
                  ? new String[] {
                    "Authorization", "Bearer " + apiKey, "Idempotency-Key", idempotencyKey()
                  }
                  : new String[] {"Idempotency-Key", idempotencyKey()});
      facts.shown(new TicketFacts.Told("waiting", 0), again);
    }
    take(facts, reply, random);
  }

  private String idempotencyKey() {
    return code() + "-" + joins;
  }

  private void poll(Link link, Random random) throws IOException {
    TicketFacts facts = ledger.ticket(ticket);
    TicketFacts.Told before = facts.told();
    Reply reply = link.get("/queue/" + ticket + (random.nextInt(60) == 0 ? "?wait=1" : ""));
    if (reply.status() != 200) {
      throw new Contradiction("Ticket " + ticket + " of " + code() + " is lost: " + reply);
    }
    facts.shown(before, reply);
    link.confirm(Request.LOOK);
    take(facts, reply, random);
  }

  private void take(TicketFacts facts, Reply reply, Random random) {
    ledger.touched(ticket);
    switch (reply.at("status")) {
      case "matched" ->
          seat = Optional.of(new Seat(ledger, this, ticket, ledger.match(facts.match(), random)));
      case "cancelled", "expired" -> ticket = "";
      default -> {
        // It goes on waiting.
      }
    }
  }

  private void leave(Link link, Random random) throws IOException {
    TicketFacts facts = ledger.ticket(ticket);
    Reply reply = link.send("DELETE", "/queue/" + ticket, null);
    if (reply.status() != 200) {
      throw new Contradiction("Leaving with " + ticket + " was answered " + reply);
    }
    if (reply.body().path("success").asBoolean()) {
      facts.left();
      ledger.ticket(ticket, code());
      ticket = "";
      link.confirm(Request.LEAVE);
    } else {
      poll(link, random);
    }
  }
}
