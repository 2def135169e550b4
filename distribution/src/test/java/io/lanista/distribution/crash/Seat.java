package io.lanista.distribution.crash;

import io.lanista.distribution.crash.Script.Account;
import io.lanista.distribution.crash.Script.Ending;
import io.lanista.distribution.crash.Script.Ruling;
import io.lanista.distribution.crash.Script.Wagering;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/** One side of one match, played after the match's script. One thread at a time. */
final class Seat {
  /** So often it asks for the end of a match whose other side may be gone. */
  private static final int PATIENCE = 40;

  private static final int FEW = 4;

  private enum Phase {
    LOOK,
    WAGER,
    STREAM,
    RECORD,
    REPORT,
    AWAIT,
    SIGN,
    PART
  }

  private final Ledger ledger;
  private final Contestant agent;
  private final String ticket;
  private final MatchFacts facts;
  private final String path;
  private Phase phase = Phase.LOOK;
  private int side;
  private String opponent = "";
  private int tries;
  private int frame;
  private boolean reported;
  private Optional<Recording> recording = Optional.empty();

  Seat(Ledger ledger, Contestant agent, String ticket, MatchFacts facts) {
    this.ledger = ledger;
    this.agent = agent;
    this.ticket = ticket;
    this.facts = facts;
    this.path = "/matches/" + facts.id();
  }

  String match() {
    return facts.id();
  }

  /**
   * Does the next thing.
   *
   * @return whether it has parted from this match; its ticket may lead to a rematch then
   */
  boolean step(Link link, Random random) throws IOException {
    ledger.touched(facts);
    switch (phase) {
      case LOOK -> sit(link);
      case WAGER -> wager(link);
      case STREAM -> stream(link);
      case RECORD -> record(link, random);
      case REPORT -> report(link, random);
      case AWAIT -> await(link, random);
      case SIGN -> sign(link);
      case PART -> {
        return part(link);
      }
    }
    return false;
  }

  private void next(Phase then) {
    phase = then;
    tries = 0;
  }

  private Reply look(Link link) throws IOException {
    MatchFacts.State before = facts.state();
    Reply reply = link.get(path);
    facts.shown(before, reply);
    link.confirm(Request.LOOK);
    return reply;
  }

  private void sit(Link link) throws IOException {
    Reply reply = look(link);
    boolean first = reply.at("p1_connect_code").equals(agent.code());
    if (!first && !reply.at("p2_connect_code").equals(agent.code())) {
      throw new Contradiction(
          agent.code() + " was told of a match that does not name it: " + reply);
    }
    side = first ? 0 : 1;
    opponent = reply.at(first ? "p2_connect_code" : "p1_connect_code");
    facts.seat(side, ticket);
    next(Phase.WAGER);
  }

  private void wager(Link link) throws IOException {
    Wagering wagering = facts.script().wagering();
    if (wagering == Wagering.NONE || ++tries > FEW) {
      next(Phase.STREAM);
      return;
    }
    MatchFacts.State before = facts.state();
    if (side == 0) {
      String body =
          "{\"queue_id\":\""
              + ticket
              + "\",\"amount_wei\":340282366920938463463374607431768211456,\"wager_id\":7}";
      Reply reply = link.post(path + "/wager/propose", body);
      if (reply.acknowledged()) {
        facts.wagered(before.wager(), reply.at("wager_status"));
        link.confirm(Request.PROPOSE);
      }
      next(Phase.STREAM);
    } else if (wagering != Wagering.UNANSWERED) {
      String verb = wagering == Wagering.ACCEPTED ? "accept" : "decline";
      Reply reply = link.post(path + "/wager/" + verb, "{\"queue_id\":\"" + ticket + "\"}");
      if (reply.acknowledged()) {
        facts.wagered(before.wager(), reply.at("wager_status"));
        link.confirm(Request.ANSWER_WAGER);
        next(Phase.STREAM);
      }
    }
  }

  private void stream(Link link) throws IOException {
    if (!facts.script().streamed() || side == 1 || frame > 3) {
      next(Phase.RECORD);
      return;
    }
    String body =
        switch (frame) {
          case 0 ->
              "start"
                  + " {\"stage_id\":31,\"players\":[{\"port\":1,\"character_id\":2,\"connect_code\":\""
                  + agent.code()
                  + "\"},{\"port\":2,\"character_id\":9,\"connect_code\":\""
                  + opponent
                  + "\"}]}";
          case 1 -> "frames {\"frames\":[" + frame(1) + "," + frame(2) + "]}";
          case 2 -> "frames {\"frames\":[" + frame(3) + "," + frame(4) + "]}";
          default -> "game_end {\"game_number\":1,\"winner_port\":1,\"end_method\":\"stocks\"}";
        };
    int blank = body.indexOf(' ');
    Reply reply =
        link.post(
            path + "/stream/" + body.substring(0, blank) + "?queue_id=" + ticket,
            body.substring(blank + 1));
    if (frame == 0) {
      Spectator.watch(link, ledger, facts.id());
    }
    frame = reply.acknowledged() ? frame + 1 : 4;
    if (reply.acknowledged()) {
      link.confirm(Request.STREAM);
    }
  }

  private static String frame(int number) {
    return "{\"frame\":"
        + number
        + ",\"players\":[{\"port\":1,\"x\":0.5,\"y\":0,\"action_state_id\":14,\"facing_direction\":1,"
        + "\"percent\":12.5,\"stocks\":4}]}";
  }

  private void record(Link link, Random random) throws IOException {
    if (facts.script().recorded().get(side) && ++tries <= FEW) {
      if (!upload(link, random)) {
        return;
      }
    }
    next(Phase.REPORT);
  }

  /** Uploads this side's recording, the same bytes again if need be; true once it is decided. */
  private boolean upload(Link link, Random random) throws IOException {
    boolean firstWins = facts.script().firstWins();
    if (recording.isEmpty()) {
      boolean winner = firstWins == (side == 0);
      recording =
          Optional.of(
              Recording.of(
                  random.nextLong(),
                  winner ? agent.code() : opponent,
                  winner ? opponent : agent.code(),
                  facts.script().more()));
    }
    facts.recording();
    Reply reply = link.send("PUT", path + "/replay?queue_id=" + ticket, recording.get().bytes());
    if (reply.acknowledged()) {
      if (!reply.at("sha256").equals(recording.get().sha256())) {
        throw new Contradiction("Another recording was taken than was sent: " + reply);
      }
      facts.recorded(recording.get().sha256(), firstWins);
      link.confirm(Request.REPLAY);
    } else if (reply.status() != 400 && reply.status() != 409) {
      throw new Contradiction("A recording of match " + match() + " was answered " + reply);
    }
    return true;
  }

  private void report(Link link, Random random) throws IOException {
    Account account = facts.script().account(side);
    Reply reply = link.post(path + "/result", account.json(ticket));
    if (reply.acknowledged()) {
      reported = true;
      facts.reported(side, account.outcome());
      link.confirm(Request.REPORT);
      if (random.nextInt(10) == 0) {
        contradict(link, account);
      }
    } else if (reported || !facts.state().isFinal() && !look(link).at("status").equals("expired")) {
      throw new Contradiction(
          "A first report for match " + match() + " was refused: " + reply + " " + facts.state());
    }
    next(Phase.AWAIT);
  }

  /** A second, different report must be refused, and the same again be taken. */
  private void contradict(Link link, Account account) throws IOException {
    Account other = new Account(account.outcome(), 9, 8);
    Reply refused = link.post(path + "/result", other.json(ticket));
    Reply again = link.post(path + "/result", account.json(ticket));
    if (refused.status() != 409 || !again.acknowledged()) {
      throw new Contradiction(
          "Match " + match() + " answered a different report " + refused + ", the same " + again);
    }
  }

  private void await(Link link, Random random) throws IOException {
    String status = look(link).at("status");
    tries++;
    if (status.equals("completed") || status.equals("expired")) {
      MatchFacts.State before = facts.state();
      facts.recordShown(before, link.get("/api/v1" + path));
      next(status.equals("completed") ? Phase.SIGN : Phase.PART);
    } else if (status.equals("disputed")) {
      settle(link, random);
    } else if (tries > PATIENCE) {
      operate(link, "/admin" + path + "/expire", "", Request.EXPIRE);
    }
  }

  private void settle(Link link, Random random) throws IOException {
    Ruling ruling = facts.script().ruling();
    if (facts.script().ending() != Ending.DISPUTE) {
      throw new Contradiction("A match whose sides agree is disputed: " + facts.script());
    }
    if (ruling == Ruling.RECORDING && tries <= FEW * 2) {
      if (side == 0) {
        upload(link, random);
      }
      return;
    }
    if (side == 0 || tries > PATIENCE) {
      String winner = ruling == Ruling.VOID ? "void" : facts.script().firstWins() ? "p1" : "p2";
      operate(
          link,
          "/admin" + path + "/resolve",
          "{\"winner\":\"" + winner + "\",\"reason\":\"seen\"}",
          Request.RESOLVE);
    }
  }

  private void operate(Link link, String route, String body, Request request) throws IOException {
    facts.operated(route);
    Reply reply = link.admin(route, body);
    if (reply.acknowledged()) {
      facts.ended(reply.at("status"));
      link.confirm(request);
    } else if (reply.status() != 400 && reply.status() != 409) {
      throw new Contradiction(route + " was answered " + reply);
    }
  }

  private void sign(Link link) throws IOException {
    boolean signs = facts.script().signed().get(side) && agent.signer().isPresent();
    if (!signs) {
      next(Phase.PART);
      return;
    }
    Reply typed = link.get(path + "/typed-data");
    if (typed.status() == 400 || typed.status() == 409) {
      // The other side has no wallet.
      next(Phase.PART);
      return;
    }
    MatchFacts.State before = facts.state();
    String signature = Signing.signature(agent.signer().orElseThrow(), typed.body());
    Reply reply =
        link.post(
            path + "/signature",
            "{\"address\":\""
                + agent.signer().orElseThrow().address()
                + "\",\"signature\":\""
                + signature
                + "\"}");
    if (!reply.acknowledged()) {
      throw new Contradiction(
          "Signing what " + path + "/typed-data says was refused: " + reply + " " + typed);
    }
    facts.signed(before.signatures(), signature.substring(2), reply);
    link.confirm(Request.SIGN);
    next(Phase.PART);
  }

  /** Parts, once there is no rematch to come or it has come. */
  private boolean part(Link link) throws IOException {
    if (!ledger.ticket(ticket).match().equals(match())) {
      return true;
    }
    MatchFacts.Parting parting = facts.part(side);
    if (parting != MatchFacts.Parting.REMATCH) {
      return parting == MatchFacts.Parting.LEAVE;
    }
    if (side == 1) {
      return moved(link);
    }
    for (String each : facts.tickets()) {
      ledger.ticket(each).mayMove();
    }
    Reply reply = link.admin("/admin" + path + "/rematch", "");
    if (reply.acknowledged()) {
      for (String each : facts.tickets()) {
        ledger.ticket(each).moved(reply.at("new_match_id"));
        ledger.touched(each);
      }
      link.confirm(Request.REMATCH);
      return true;
    }
    // It was made when the answer was lost; the ticket says which it is.
    if (!moved(link)) {
      throw new Contradiction("A rematch of " + match() + " was refused: " + reply);
    }
    return true;
  }

  private boolean moved(Link link) throws IOException {
    TicketFacts entry = ledger.ticket(ticket);
    TicketFacts.Told before = entry.told();
    entry.shown(before, link.get("/queue/" + ticket));
    return !entry.match().equals(match());
  }
}
