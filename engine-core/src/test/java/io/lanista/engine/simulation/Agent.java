package io.lanista.engine.simulation;

import io.lanista.engine.queue.JoinRequest;
import io.lanista.engine.queue.TicketView;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.settlement.WalletAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Joins, waits, plays, and joins again, as a client does that crashes, repeats itself and lies. */
final class Agent {
  private final World world;
  private final Random random;
  private final Client client;
  private final int number;
  private final String address;
  private final Optional<WalletAddress> wallet;
  private Optional<PlayerId> player = Optional.empty();
  private int joins;

  Agent(World world, int number) {
    this.world = world;
    this.random = world.random;
    this.client = new Client(world, "agent " + number);
    this.number = number;
    this.address = "198.51.100." + number;
    // Neighbours may share a wallet, and then never meet.
    this.wallet =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(wallet(1 + number / (1 + number % 2)));
  }

  static WalletAddress wallet(int number) {
    return WalletAddress.parse(String.format("0x%040x", number));
  }

  void live() {
    if (random.nextInt(3) == 0) {
      register();
    }
    while (!world.isStopped()) {
      QueueName queue = Core.QUEUES.get(random.nextInt(5) == 0 ? 1 : 0);
      join(queue)
          .flatMap(ticket -> booked(queue, ticket))
          .ifPresent(ticket -> new Seat(world, client, ticket, wallet, address, random).play());
      pause(2000);
    }
  }

  private void register() {
    Username name = new Username("player-" + number);
    client
        .insist(
            3,
            c -> c.call("register", core -> core.players.register(name), ErrorCode.USERNAME_TAKEN))
        .answer()
        .ifPresent(
            registered -> {
              player = Optional.of(registered.player().id());
              Optional<Player> known =
                  client
                      .insist(
                          5,
                          c ->
                              c.call(
                                  "authenticate",
                                  core -> core.players.authenticate(registered.key().secret())))
                      .answer()
                      .flatMap(found -> found);
              world.trace.says(
                  world.clock.instant(), "player", known.map(p -> p.username().text()).orElse("-"));
            });
  }

  private Optional<Ticket> join(QueueName queue) {
    joins++;
    Optional<String> key =
        random.nextBoolean() ? Optional.of("key " + number + " " + joins) : Optional.empty();
    JoinRequest request =
        new JoinRequest(
            "A#" + number, Optional.of("fox"), wallet, Optional.empty(), player, key, address);
    Client.Heard<TicketView> heard =
        client.insist(
            6,
            c ->
                c.await(
                    "join " + queue + key.map(k -> " with a key").orElse(""),
                    core -> core.queues.get(queue).join(request),
                    ErrorCode.BUSY));
    heard.answer().ifPresent(view -> heardOf(view));
    if (heard.answer().isPresent() && key.isPresent() && random.nextInt(3) == 0) {
      client
          .insist(
              3,
              c ->
                  c.await(
                      "join again", core -> core.queues.get(queue).join(request), ErrorCode.BUSY))
          .answer()
          .ifPresent(
              again ->
                  world.findings.unless(
                      again.ticket().id().equals(heard.answer().get().ticket().id()),
                      "The same key led agent %s to another ticket.",
                      number));
    }
    return heard.answer().map(TicketView::ticket);
  }

  /** What an agent was told of its ticket is stored, and stays. */
  private void heardOf(TicketView view) {
    Ticket told = view.ticket();
    Optional<Ticket> stored = world.ledger.ticket(told.id());
    world.findings.unless(stored.isPresent(), "Ticket %s was told of and lost.", told.number());
    world.findings.unless(
        stored.get().status() == told.status() || told.status() == TicketStatus.WAITING,
        "Ticket %s was said to be %s, and is %s.",
        told.number(),
        told.status(),
        stored.get().status());
    world.findings.unless(
        view.position().isEmpty() || view.position().get() >= 1,
        "A place in line before the first.");
    told.booking()
        .ifPresent(
            b ->
                world.findings.unless(
                    world.ledger.stored(b.match()).isPresent(),
                    "Agent %s was told of a match that is not there.",
                    number));
  }

  /** Waits for a match, more or less patiently. */
  private Optional<Ticket> booked(QueueName queue, Ticket joined) {
    Ticket ticket = joined;
    int polls = 2 + random.nextInt(12);
    boolean silent = random.nextInt(12) == 0;
    for (int i = 0; i < polls && ticket.status() == TicketStatus.WAITING; i++) {
      pause(silent ? 40_000 : 3000);
      if (world.isStopped()) {
        return Optional.empty();
      }
      Ticket known = ticket;
      Client.Heard<TicketView> heard =
          random.nextInt(3) == 0
              ? client.await(
                  "long poll",
                  core ->
                      core.queues
                          .get(queue)
                          .await(known.id(), Duration.ofHours(1), address)
                          .orElseGet(
                              () ->
                                  java.util.concurrent.CompletableFuture.completedFuture(
                                      core.queues.get(queue).find(known.id(), address))))
              : client.call("poll", core -> core.queues.get(queue).find(known.id(), address));
      heard.answer().ifPresent(this::heardOf);
      ticket = heard.answer().map(TicketView::ticket).orElse(ticket);
    }
    if (ticket.status() == TicketStatus.WAITING) {
      leave(queue, ticket);
    }
    return Optional.of(ticket).filter(t -> t.status() == TicketStatus.MATCHED);
  }

  private void leave(QueueName queue, Ticket ticket) {
    if (random.nextInt(3) == 0) {
      return;
    }
    client
        .insist(
            3,
            c ->
                c.await("leave", core -> core.queues.get(queue).leave(ticket.id()), ErrorCode.BUSY))
        .answer()
        .filter(left -> left)
        .ifPresent(
            left ->
                world.findings.unless(
                    world.ledger.ticket(ticket.id()).orElseThrow().status()
                        == TicketStatus.CANCELLED,
                    "Ticket %s left and is not cancelled.",
                    ticket.number()));
  }

  private void pause(int atMostMillis) {
    world.schedule.sleep(Duration.ofMillis(1L + random.nextInt(atMostMillis)));
  }
}
