package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.bench.PairingCrowd.Case;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import io.lanista.engine.plugin.DisabledPlugins;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.PluginHost;
import io.lanista.engine.plugin.PluginLimits;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.QueueName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The pool of the Elo bands as the plugin has it, without the queue around it. */
public final class PairingBench implements Bench {
  private static final String POLICY = "elo-band";
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

  /** So many joins are timed together, and the middle of so many groups counts. */
  private static final int TOGETHER = 50;

  private static final int GROUPS = 100;
  private static final int LEAST_ROUNDS = 3;

  private static final int SCANS = 3;

  @Override
  public String name() {
    return "pairing";
  }

  @Override
  public String description() {
    return "Elo bands over up to 100,000 who wait, against looking through a list";
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    Duration slot = options.about().dividedBy(SIZES.size() + 1);
    try (Scratch scratch = Scratch.make();
        PluginHost host =
            new PluginHost(
                options.home().resolve("plugins"),
                scratch.folder().resolve("work"),
                DisabledPlugins.read(scratch.folder().resolve("disabled")),
                Map.of(),
                Clock.systemUTC(),
                PluginLimits.DEFAULT.withCall(options.about().plus(Duration.ofMinutes(30))))) {
      host.start();
      // One call for all: what is measured is the plugin, not the way to it.
      try (Lease<MatchmakingPolicy> lease = host.matchmaking().lease(POLICY)) {
        return lease.call("measure", policy -> report(machine, policy, slot));
      }
    } catch (EngineException missing) {
      throw new StartupException(missing.getMessage(), missing);
    }
  }

  private BenchReport report(Machine machine, MatchmakingPolicy policy, Duration slot) {
    compare(policy);
    long end = System.nanoTime() + slot.toNanos();
    do {
      row(policy, SIZES.get(0), Duration.ZERO);
    } while (System.nanoTime() < end);
    List<BenchReport.Row> rows = new ArrayList<>();
    for (int size : SIZES) {
      rows.add(row(policy, size, slot));
    }
    return new BenchReport(
        name(),
        "tickets with Elo bands, three sets of formats, blocks and widening, by the plugin's own"
            + " pool",
        machine,
        rows,
        List.of(
            "paired: all offered at once, each of another owner. widened: all step at one instant,"
                + " and none can be paired.",
            "joins into as many who stand: one call with one ticket each, made beforehand. owner:"
                + " of one owner with the joiner. met: the joiner is paired. blocked: all of one"
                + " rating block the joiner. formats: one each.",
            "scan: the join of owner, by a list that is looked through.",
            "1,000 that came one by one were paired as that list pairs them.",
            "Time is what the thread had a core for, without the collector's threads. Medians, of"
                + " at least "
                + LEAST_ROUNDS
                + " rounds; joins in groups of "
                + TOGETHER
                + ", after each of which the same stand as before."));
  }

  /**
   * How long this thread has had a core, in nanoseconds: nothing here waits, so what other programs
   * take is no part of it.
   */
  private static long onCore() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static MatchPool open(MatchmakingPolicy policy) {
    return policy.open(new QueueName("bench"));
  }

  /** That both do the same. */
  private static void compare(MatchmakingPolicy policy) {
    MatchPool pool = open(policy);
    ListScan list = new ListScan(List.of());
    for (Candidate each : new PairingCrowd().mixed(SIZES.get(0))) {
      List<Long> found =
          pool.offer(List.of(each), List.of(), PairingCrowd.NOW).stream()
              .map(Pairing::first)
              .toList();
      Optional<Long> expected = list.join(each);
      if (!found.equals(expected.stream().toList())) {
        throw new IllegalStateException(
            "The plugin paired " + found + " where a list pairs " + expected);
      }
    }
  }

  private static BenchReport.Row row(MatchmakingPolicy policy, int size, Duration length) {
    Median paired = new Median();
    Median widened = new Median();
    Map<Case, Median> joins = new EnumMap<>(Case.class);
    Median scan = new Median();
    long end = System.nanoTime() + length.toNanos();
    int least = length.isZero() ? 1 : LEAST_ROUNDS;
    for (int round = 0; round < least || System.nanoTime() < end; round++) {
      paired.add(pair(policy, size));
      widened.add(widen(policy, size));
      for (Case each : Case.values()) {
        joins.computeIfAbsent(each, any -> new Median()).add(join(policy, each, size));
      }
      scan.add(scan(size));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("paired", paired.value() / 1e6, "ms"));
    figures.add(new Figure("widened", widened.value() / 1e6, "ms"));
    joins.forEach(
        (which, nanos) ->
            figures.add(new Figure(which.name().toLowerCase(Locale.ROOT), nanos.value(), "ns")));
    figures.add(new Figure("scan", scan.value(), "ns"));
    figures.add(Figure.ratio("of scan", joins.get(Case.OWNER).value(), scan.value()));
    return new BenchReport.Row("%,d tickets".formatted(size), figures);
  }

  private static double pair(MatchmakingPolicy policy, int size) {
    List<Candidate> all = new PairingCrowd().mixed(size);
    MatchPool pool = open(policy);
    long start = onCore();
    pool.offer(all, List.of(), PairingCrowd.NOW);
    return onCore() - start;
  }

  private static double widen(MatchmakingPolicy policy, int size) {
    MatchPool pool = open(policy);
    pool.offer(new PairingCrowd().widening(size), List.of(), PairingCrowd.NOW);
    long start = onCore();
    pool.offer(List.of(), List.of(), pool.nextChange().orElseThrow());
    return onCore() - start;
  }

  private static double join(MatchmakingPolicy policy, Case which, int size) {
    MatchPool pool = open(policy);
    PairingCrowd crowd = new PairingCrowd();
    List<Candidate> standing = crowd.standing(which, size);
    pool.offer(standing, List.of(), PairingCrowd.NOW);
    Median nanos = new Median();
    for (int group = 0; group < GROUPS; group++) {
      List<List<Candidate>> joining = new ArrayList<>();
      for (int i = 0; i < TOGETHER; i++) {
        joining.add(List.of(crowd.joining(which)));
      }
      List<Pairing> met = new ArrayList<>(TOGETHER);
      long start = onCore();
      for (List<Candidate> each : joining) {
        met.addAll(pool.offer(each, List.of(), PairingCrowd.NOW));
      }
      nanos.add((onCore() - start) / (double) TOGETHER);
      if (met.size() != (which == Case.MET ? TOGETHER : 0)) {
        throw new IllegalStateException(met.size() + " were paired in the case " + which);
      }
      // The same stand as before: numbers count from 1, and those who stand had the first.
      pool.offer(
          met.stream().map(each -> standing.get((int) each.first() - 1)).toList(),
          joining.stream().map(each -> each.get(0).number()).toList(),
          PairingCrowd.NOW);
    }
    return nanos.value();
  }

  private static double scan(int size) {
    PairingCrowd crowd = new PairingCrowd();
    ListScan list = new ListScan(crowd.standing(Case.OWNER, size));
    Median nanos = new Median();
    for (int i = 0; i < SCANS; i++) {
      Candidate joining = crowd.joining(Case.OWNER);
      long start = onCore();
      list.join(joining);
      nanos.add(onCore() - start);
      list.leaveLast();
    }
    return nanos.value();
  }
}
