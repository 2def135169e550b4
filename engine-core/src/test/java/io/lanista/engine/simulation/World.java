package io.lanista.engine.simulation;

import io.lanista.engine.MovableClock;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** Everything there is in one run: what is durable, who acts, what fails, and the one process. */
final class World {
  private static final int STEPS = 800;
  private static final int STEPS_TO_QUIET = 20_000;
  private static final Duration QUIET = Duration.ofMinutes(4);

  final Random random;
  final MovableClock clock = new MovableClock();
  final SeededIds ids;
  final InMemoryStorage memory;
  final InMemoryReplayStore recordings = new InMemoryReplayStore();
  final Trace trace = new Trace();
  final Findings findings = new Findings();
  final Faults faults;
  final Schedule schedule;
  final CheckedBus bus;
  final Ledger ledger;
  private Optional<Core> core = Optional.empty();
  private final Spectator spectator = new Spectator(this);
  private boolean stopped;
  private int crashes;

  World(long seed, Carriers carriers) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    ids = new SeededIds(seed);
    memory = new InMemoryStorage(ids);
    faults = new Faults(random);
    schedule = new Schedule(random, clock, trace, findings, carriers);
    bus = new CheckedBus(faults, findings);
    ledger = new Ledger(memory, bus, findings);
  }

  /** What a run came to. */
  record Outcome(
      long hash, long steps, int matches, int completed, int crashes, Duration virtualTime) {}

  Outcome run() {
    Instant began = clock.instant();
    try {
      boot();
      int agents = 3 + random.nextInt(5);
      for (int i = 0; i < agents; i++) {
        Agent agent = new Agent(this, i);
        schedule.spawn("agent " + i, agent::live);
      }
      schedule.spawn("operator", new Operator(this)::live);
      schedule.spawn("spectator", spectator::live);
      schedule.spawn("chaos", this::chaos);
      schedule.run(() -> findings.any() || schedule.steps() >= STEPS);
      findings.raise();
      settle();
    } finally {
      core.ifPresent(Core::kill);
      schedule.end();
    }
    return new Outcome(
        trace.hash(),
        schedule.steps(),
        ledger.matches(),
        ledger.completed(),
        crashes,
        Duration.between(began, clock.instant()));
  }

  /** Everyone stops and nothing fails any more: after some time nothing is left undone. */
  private void settle() {
    stopped = true;
    faults.end();
    schedule.spawn("last resolver", this::resolveAll);
    Instant end = clock.instant().plus(QUIET);
    long limit = schedule.steps() + STEPS_TO_QUIET;
    schedule.run(
        () -> findings.any() || !clock.instant().isBefore(end) || schedule.steps() >= limit);
    findings.raise();
    findings.unless(schedule.steps() < limit, "It does not come to rest.");
    for (Match match : memory.matches()) {
      findings.unless(match.status().isFinal(), "Match %s is stuck: %s", match.id(), match);
    }
    findings.unless(
        memory.tickets().stream().noneMatch(t -> t.status() == TicketStatus.WAITING),
        "A ticket waits for ever.");
    findings.unless(
        memory.deadlines().size() == Core.QUEUES.size(),
        "These deadlines are left: %s",
        memory.deadlines());
    findings.unless(
        memory.events().isEmpty() || memory.events().get(0).sequence() > bus.delivered() - 1,
        "Events wait in the outbox: %s of %s",
        memory.events().size(),
        bus.delivered());
    core.orElseThrow().checkQuiet();
    spectator.checkQuiet();
    findings.raise();
  }

  private void resolveAll() {
    for (int round = 0; round < 4; round++) {
      schedule.sleep(Duration.ofSeconds(40));
      for (Match match : memory.matches()) {
        if (match.status() == MatchStatus.DISPUTED) {
          core.orElseThrow().matches.resolve(match.id(), Optional.empty(), "The end.");
        }
      }
    }
  }

  private void boot() {
    schedule.spawn("boot", this::start);
  }

  private void start() {
    while (core.isEmpty()) {
      try {
        Core next = new Core(this);
        core = Optional.of(next);
        next.run();
      } catch (EngineException noStorage) {
        trace.says(clock.instant(), "boot", noStorage.getMessage());
        schedule.sleep(Duration.ofSeconds(1));
      }
    }
    trace.says(clock.instant(), "boot", "up");
  }

  /** Crashes, reloads, and jumps of the clock. */
  private void chaos() {
    boolean crashing = random.nextInt(3) > 0;
    while (!stopped) {
      schedule.sleep(Duration.ofMillis(1000L + random.nextInt(20_000)));
      int what = random.nextInt(10);
      if (stopped || core.isEmpty()) {
        continue;
      }
      if (what < 4 && crashing) {
        trace.says(clock.instant(), "chaos", "crash");
        crashes++;
        core.get().kill();
        core = Optional.empty();
        schedule.sleep(Duration.ofMillis(random.nextInt(4000)));
        start();
      } else if (what < 6) {
        core.get().reloadPolicy();
      } else if (what == 6) {
        clock.advance(Duration.ofSeconds(random.nextInt(200)));
        trace.says(clock.instant(), "chaos", "the clock jumped");
      }
    }
  }

  /** The process, if one runs. */
  Optional<Core> core() {
    return core;
  }

  boolean isStopped() {
    return stopped;
  }

  long nanoTime() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  MatchmakingPolicy policy() {
    return new FlakyPolicy(random, faults, findings);
  }
}
