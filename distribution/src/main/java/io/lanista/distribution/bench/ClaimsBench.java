package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import io.lanista.engine.room.InProcessArbiter;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.redis.RedisArbiter;
import io.lanista.redis.RedisSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who owns a problem, decided in the engine's process and by a Redis. */
public final class ClaimsBench implements Bench {
  private static final int ROUNDS = 3;
  private static final int PIPELINE = 64;
  private static final int PIPELINES = 4;
  private static final int POOL = 50;

  /** Three settings, two sides each, and as long again to warm up. */
  private static final int SLOTS = 3 * 2 * (ROUNDS + 1);

  /** A Redis on a busy machine is slow, not away. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "claims";
  }

  @Override
  public String description() {
    return "claims decided in process against a synchronized map, by Redis against redis-benchmark";
  }

  /** How many a second, over about so long. */
  private interface Side {
    double perSecond(Duration length) throws IOException, InterruptedException;
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    Duration slot = options.about().dividedBy(SLOTS);
    int cores = Runtime.getRuntime().availableProcessors();
    List<BenchReport.Row> rows = new ArrayList<>();
    try (ClaimArbiter ours = new InProcessArbiter(Clock.systemUTC());
        ClaimArbiter map = new SynchronizedArbiter()) {
      rows.add(
          measure(
              "in process, " + cores + " threads",
              length -> new ClaimLoad(ours, cores, 1).run(length),
              length -> new ClaimLoad(map, cores, 1).run(length),
              slot));
    }
    String redis =
        "Redis is not measured: redis-server and redis-benchmark are not on the PATH (in Debian"
            + " they are in redis-server and redis-tools).";
    Optional<BenchRedis> found = BenchRedis.start();
    if (found.isPresent()) {
      try (BenchRedis server = found.get()) {
        redis =
            "redis-benchmark: as many connections, the same script by EVALSHA, one room and one"
                + " problem, times at random.";
        rows.addAll(measureRedis(server, slot));
      }
    }
    return new BenchReport(
        name(),
        ClaimLoad.WORKLOAD,
        machine,
        rows,
        List.of(
            "floor: in process, one map behind one lock with the same rule; for Redis,"
                + " redis-benchmark.",
            redis,
            "The locks that stood after every round were compared with those of the earliest"
                + " claims.",
            "Medians of "
                + ROUNDS
                + " rounds of "
                + slot.toMillis()
                + " ms in turn, after one to warm up; the load shares the machine with Redis."));
  }

  private static List<BenchReport.Row> measureRedis(BenchRedis server, Duration slot)
      throws IOException, InterruptedException {
    RedisSettings settings = new RedisSettings(server.url(), Optional.empty(), PATIENCE, POOL);
    try (RedisArbiter arbiter = new RedisArbiter(settings)) {
      // Loads the script that redis-benchmark calls.
      String digest = arbiter.loadClaimScript();
      return List.of(
          measure(
              "Redis, " + PIPELINE + " in a pipeline, " + PIPELINES + " connections",
              length -> new ClaimLoad(arbiter, PIPELINES, PIPELINE).run(length),
              length -> server.benchmark(digest, PIPELINES, PIPELINE, length),
              slot),
          measure(
              "Redis, one by one, " + POOL + " connections",
              length -> new ClaimLoad(arbiter, POOL, 1).run(length),
              length -> server.benchmark(digest, POOL, 1, length),
              slot));
    }
  }

  private static BenchReport.Row measure(String setting, Side ours, Side floor, Duration slot)
      throws IOException, InterruptedException {
    ours.perSecond(slot);
    floor.perSecond(slot);
    Median decided = new Median();
    Median least = new Median();
    Median ratio = new Median();
    for (int i = 0; i < ROUNDS; i++) {
      double one = ours.perSecond(slot);
      double other = floor.perSecond(slot);
      decided.add(one);
      least.add(other);
      ratio.add(one / Math.max(1, other));
    }
    return new BenchReport.Row(
        setting,
        List.of(
            new Figure("claims", decided.value(), "/s"),
            new Figure("floor", least.value(), "/s"),
            Figure.ratio("of floor", ratio.value(), 1)));
  }
}
