package io.lanista.engine.simulation;

import io.lanista.engine.chain.NoChain;
import io.lanista.engine.event.SteppedRelay;
import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.MatchDisputes;
import io.lanista.engine.match.MatchEnding;
import io.lanista.engine.match.MatchSettings;
import io.lanista.engine.match.Matches;
import io.lanista.engine.match.Presence;
import io.lanista.engine.match.Rematches;
import io.lanista.engine.memory.Commits;
import io.lanista.engine.player.Players;
import io.lanista.engine.plugin.FixedRegistry;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.QueueSettings;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.queue.SteppedQueue;
import io.lanista.engine.rating.Elo;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.replay.ReplayIntake;
import io.lanista.engine.replay.ReplaySettings;
import io.lanista.engine.room.NoRooms;
import io.lanista.engine.schedule.PatientDeadlines;
import io.lanista.engine.series.HostedParts;
import io.lanista.engine.settlement.Settlement;
import io.lanista.engine.settlement.SigningSettings;
import io.lanista.engine.stream.StreamSettings;
import io.lanista.engine.stream.Streams;
import io.lanista.engine.wager.WagerCheck;
import io.lanista.engine.wager.WagerSettings;
import io.lanista.engine.wager.Wagers;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.DeadlineHandler;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.wager.Wager;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** One process: the whole core over failing ports, from its start to its crash. */
final class Core {
  static final SigningDomain DOMAIN =
      new SigningDomain("NoJohns", "1", BigInteger.valueOf(143), WalletAddress.of(new byte[20]));
  static final List<QueueName> QUEUES = List.of(new QueueName("melee"), new QueueName("tiny"));
  static final Duration TICKET_TIMEOUT = Duration.ofSeconds(20);
  static final Duration MATCH_TIMEOUT = Duration.ofSeconds(60);
  private static final int TINY = 3;
  private static final Duration IDLE_AFTER_THE_END = Duration.ofSeconds(15);
  private static final Duration SWEEP_LIMIT = Duration.ofSeconds(10);

  final Matches matches;
  final Rematches rematches;
  final ReplayIntake replays;
  final Settlement settlement;
  final Wagers wagers;
  final Players players;
  final Ratings ratings;
  final Streams streams;
  final Presence presence;
  final Queues queues;
  private final World world;
  private final FlakyStorage storage;
  private final FixedRegistry<MatchmakingPolicy> policies;
  private final List<SteppedQueue> stepped = new ArrayList<>();
  private final SteppedRelay relay;
  private final DeadlineHandler deadlines;
  private boolean dead;

  /** Starts a process; fails as one does whose storage is not there. */
  Core(World world) {
    this.world = world;
    storage =
        new FlakyStorage(
            world.memory, world.schedule, world.faults, this::isDead, world.ledger::committed);
    FlakyPorts ports = new FlakyPorts(world.schedule, world.faults);
    policies = FixedRegistry.of("flaky", world.policy());
    FixedRegistry<GameRunner> runners = FixedRegistry.of("netplay", ports.game());
    presence = new Presence(world.clock);
    Commits commits = new Commits(storage);
    ratings = new Ratings(storage, new Elo(), commits);
    MatchSettings matchSettings = new MatchSettings(MATCH_TIMEOUT);
    Bookings bookings = new Bookings(world.ids, matchSettings);
    MatchEnding ending = new MatchEnding(ratings);
    streams =
        new Streams(
            storage,
            presence,
            new StreamSettings(
                StreamSettings.UploadRule.POLLED_ADDRESS,
                3,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10)),
            world.clock,
            new VirtualTimer(world.schedule));
    matches =
        new Matches(
            storage, runners, ending, presence, matchSettings, streams, world.clock, commits);
    rematches = new Rematches(storage, runners, bookings, presence, world.clock);
    replays =
        new ReplayIntake(
            storage,
            ports.recordings(world.recordings),
            runners,
            new MatchDisputes(ending, presence, streams),
            new ReplaySettings(1000, true, Duration.ofMinutes(5)),
            world.clock);
    settlement =
        new Settlement(storage, ports.recovery(), new SigningSettings(DOMAIN), world.clock);
    wagers =
        new Wagers(
            storage,
            new WagerSettings(Duration.ofSeconds(8), Duration.ofSeconds(8)),
            new WagerCheck(Optional.empty()),
            world.clock);
    players = new Players(storage, world.ids, world.clock);
    HostedParts hosted = new HostedParts(storage, ratings, world.ids, world.clock);
    List<Queue> all = new ArrayList<>();
    for (QueueName name : QUEUES) {
      QueueSettings settings =
          new QueueSettings(
              name, "flaky", "netplay", TICKET_TIMEOUT, name.equals(QUEUES.get(0)) ? 1000 : TINY);
      Queue.Parts parts =
          new Queue.Parts(
              storage,
              policies,
              runners,
              bookings,
              ratings,
              presence,
              world.ids,
              world.clock,
              commits,
              hosted.offers);
      all.add(new Queue(settings, parts, this::answer));
    }
    queues = new Queues(all);
    for (Queue queue : all) {
      stepped.add(new SteppedQueue(queue));
    }
    relay = new SteppedRelay(storage, world.bus, world::nanoTime);
    deadlines =
        PatientDeadlines.handler(
            matches,
            wagers,
            queues,
            NoRooms.turns(storage, world.clock),
            hosted.series(queues),
            hosted.challenges(queues, hosted.series(queues)),
            hosted.retention(),
            NoChain.sender(storage, world.clock),
            this::await);
  }

  /** Gives its threads to the schedule. */
  void run() {
    for (SteppedQueue queue : stepped) {
      world.schedule.spawn("queue " + queue.queue().name(), () -> own(queue));
    }
    world.schedule.spawn("relay", this::relay);
    world.schedule.spawn("deadlines 1", this::deadlines);
    world.schedule.spawn("deadlines 2", this::deadlines);
  }

  boolean isDead() {
    return dead;
  }

  /** All that was in memory is gone; whoever was inside is told nothing. */
  void kill() {
    dead = true;
    queues.all().forEach(Queue::releaseWatchers);
  }

  /** Another generation of the policy's plugin. */
  void reloadPolicy() {
    policies.replace("flaky", world.policy());
  }

  private void answer(Runnable told) {
    world.schedule.spawn(
        "answers",
        () -> {
          if (!dead) {
            told.run();
          }
        });
  }

  private void await(CompletableFuture<Integer> sweep) {
    if (!world.schedule.await(() -> sweep.isDone() || dead, SWEEP_LIMIT)) {
      throw new CompletionException(new TimeoutException());
    }
    if (!sweep.isDone()) {
      throw new Crashed();
    }
    sweep.join();
  }

  private void own(SteppedQueue queue) {
    while (!dead) {
      Duration patience =
          world.isStopped() && queue.patience().equals(Duration.ofSeconds(1))
              ? IDLE_AFTER_THE_END
              : queue.patience();
      world.schedule.await(() -> dead || !queue.isIdle(), patience);
      int failures = storage.failures();
      queue.turn();
      if (!dead && !world.schedule.isOver() && failures == storage.failures()) {
        compare(queue);
      }
    }
  }

  /** After a turn without a failure, memory tells what storage does. */
  private void compare(SteppedQueue stepping) {
    Queue queue = stepping.queue();
    List<Ticket> waiting = world.memory.read(tx -> tx.tickets().waiting(queue.name()));
    world.findings.unless(
        queue.size() == waiting.size(),
        "Queue %s has %s in memory and %s stored.",
        queue.name(),
        queue.size(),
        waiting.size());
    for (int i = 0; i < waiting.size(); i++) {
      world.findings.unless(
          stepping.position(waiting.get(i)).equals(Optional.of(i + 1)),
          "Ticket %s is stored as number %s in line, and is not in memory.",
          waiting.get(i).number(),
          i + 1);
    }
  }

  private void relay() {
    while (!dead) {
      world.schedule.sleep(
          world.isStopped()
              ? IDLE_AFTER_THE_END
              : Duration.ofMillis(1 + world.random.nextInt(1500)));
      relay.turn();
    }
  }

  /** Two of these run: a deadline may be handled late, out of order, and twice at once. */
  private void deadlines() {
    while (!dead) {
      world.schedule.sleep(
          world.isStopped()
              ? IDLE_AFTER_THE_END
              : Duration.ofMillis(500L + world.random.nextInt(4000)));
      Instant now = world.clock.instant();
      List<Deadline> due =
          world.memory.deadlines().stream().filter(d -> !d.due().isAfter(now)).toList();
      if (world.isStopped()) {
        // Sweeps fall due again and again: by chance alone another deadline might never be taken.
        due.stream().takeWhile(d -> !dead).forEach(this::handle);
      } else if (!dead && !due.isEmpty()) {
        handle(due.get(world.random.nextInt(due.size())));
      }
    }
  }

  private void handle(Deadline deadline) {
    try {
      Optional<Instant> again = deadlines.due(deadline);
      if (!world.isStopped() && world.random.nextInt(10) == 0) {
        // Handled, but not noted: it comes again.
        return;
      }
      storage.transact(
          tx -> {
            if (world.memory.deadlines().contains(deadline)) {
              tx.deadlines().cancel(deadline.subject(), deadline.kind());
              again.ifPresent(
                  due ->
                      tx.deadlines().set(new Deadline(deadline.subject(), deadline.kind(), due)));
            }
            return null;
          });
    } catch (RuntimeException retried) {
      world.trace.says(world.clock.instant(), "deadlines", deadline.kind() + " is tried again");
    } catch (Crashed gone) {
      world.trace.says(world.clock.instant(), "deadlines", "the process is gone");
    }
  }

  /** What may be remembered in memory once all is quiet. */
  void checkQuiet() {
    Findings findings = world.findings;
    findings.unless(queues.size() == 0, "%s still wait in memory.", queues.size());
    findings.unless(streams.live().isEmpty(), "Ended matches are still shown: %s", streams.live());
    findings.unless(presence.size() == 0, "Presence remembers %s matches.", presence.size());
    findings.unless(
        world.memory.matches().stream().noneMatch(m -> m.status() == MatchStatus.PLAYING),
        "A match is still being played.");
    checkMemory();
  }

  /** What is remembered is what is stored. */
  private void checkMemory() {
    for (Match match : world.memory.matches()) {
      matches
          .recall(match.id())
          .ifPresent(
              view -> {
                Findings findings = world.findings;
                findings.unless(view.match().equals(match), "Match %s is shown old.", match.id());
                findings.unless(
                    view.wager().map(Wager::status).equals(world.ledger.wager(match.id())),
                    "The wager of match %s is shown old.",
                    match.id());
              });
    }
    for (Ticket ticket : world.memory.tickets()) {
      queues
          .get(ticket.queue())
          .poll(ticket.id(), "203.0.113.1")
          .ifPresent(
              view ->
                  world.findings.unless(
                      view.ticket().equals(ticket), "Ticket %s is shown old.", ticket.number()));
    }
    ratings
        .recallLeaderboard("fake", Optional.empty(), 5)
        .ifPresent(
            standings ->
                world.findings.unless(
                    world.memory.ratings().containsAll(standings.page().items()),
                    "The leaderboard is shown old."));
  }
}
