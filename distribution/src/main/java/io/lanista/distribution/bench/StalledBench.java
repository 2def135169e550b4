package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What viewers that do not read cost the others, and the server. */
public final class StalledBench implements Bench {
  private static final int READING = 500;

  /** Of {@link #READING}, in per cent. */
  private static final List<Integer> SHARES = List.of(0, 2, 10);

  private static final int ROUNDS = 3;
  private static final int WARM_UP = 4;
  private static final int SLOTS = SHARES.size() * ROUNDS;

  /** So small that it fills at once: what waits, waits at the server. */
  private static final int RECEIVE_BUFFER = 4096;

  @Override
  public String name() {
    return "stalled";
  }

  @Override
  public String description() {
    return "a live match to 500 viewers and some that do not read, against none of those";
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    Duration slot = options.about().dividedBy(SLOTS + WARM_UP);
    try (Scratch scratch = Scratch.make();
        ServedProcess engine =
            ServedProcess.lanista(options.home(), scratch.folder().resolve("data"))) {
      ShownMatch match = ShownMatch.on(engine, 1);
      try (Broadcast shown = match.watchedBy(READING)) {
        return report(machine, slot, measure(engine, match, shown, slot));
      }
    }
  }

  private static Map<Integer, Kind> measure(
      ServedProcess engine, ShownMatch match, Broadcast shown, Duration slot)
      throws IOException, InterruptedException {
    shown.run(1, slot.multipliedBy(WARM_UP));
    Map<Integer, Kind> kinds = new LinkedHashMap<>();
    SHARES.forEach(share -> kinds.put(share, new Kind()));
    for (int i = 0; i < ROUNDS; i++) {
      for (int share : SHARES) {
        kinds.get(share).add(round(engine, match, shown, slot, READING * share / 100));
      }
    }
    return kinds;
  }

  private static Round round(
      ServedProcess engine, ShownMatch match, Broadcast shown, Duration slot, int stalled)
      throws IOException, InterruptedException {
    // Every round has its own, as the server closes those that do not read for some seconds.
    match.awaitViewers(READING);
    long heapBefore = HeldMemory.heap(engine);
    List<ViewerConnection> asleep =
        OpenViewers.of(engine.address(), match.watched(), stalled, RECEIVE_BUFFER);
    try {
      match.awaitViewers(READING + stalled);
      Broadcast.Outcome outcome = shown.run(1, slot);
      long kernel = HeldMemory.kernel(engine.address().getPort());
      long heap = HeldMemory.heap(engine) - heapBefore;
      return new Round(outcome, stalled, heap, kernel);
    } finally {
      for (ViewerConnection viewer : asleep) {
        viewer.channel().close();
      }
    }
  }

  private static BenchReport report(Machine machine, Duration slot, Map<Integer, Kind> kinds) {
    List<BenchReport.Row> rows = new ArrayList<>();
    Kind none = kinds.get(0);
    kinds.forEach(
        (share, kind) -> rows.add(new BenchReport.Row(share + " % stalled", kind.figures(none))));
    double lost = kinds.values().stream().mapToDouble(kind -> kind.lost).max().orElse(0);
    return new BenchReport(
        "stalled",
        READING + " viewers that read, and so many more that do not; 120 frames/s, one an upload",
        machine,
        rows,
        List.of(
            "p99: of those that read, from the frame being made to its being read.",
            "heap, kernel: what the server holds for each that does not read; live objects after a"
                + " full collection, and bytes in its send buffer.",
            String.format(
                Locale.ROOT,
                "Medians of %d rounds of %d ms in turn; %.1f %% of the messages to those that read"
                    + " were dropped.",
                ROUNDS,
                slot.toMillis(),
                lost * 100)));
  }

  /** What one round showed; heap and kernel in bytes for all that are stalled. */
  private record Round(Broadcast.Outcome outcome, int stalled, long heap, long kernel) {
    double each(long bytes) {
      return stalled == 0 ? 0 : bytes / 1024.0 / stalled;
    }
  }

  /** The rounds of one share. */
  private static final class Kind {
    private final Median p99 = new Median();
    private final Median perCpuSecond = new Median();
    private final Median heap = new Median();
    private final Median kernel = new Median();
    private double lost;

    void add(Round round) {
      p99.add(round.outcome().latencies().millis(0.99));
      perCpuSecond.add(round.outcome().perCpuSecond());
      heap.add(round.each(round.heap()));
      kernel.add(round.each(round.kernel()));
      lost = Math.max(lost, 1 - round.outcome().delivered());
    }

    List<Figure> figures(Kind none) {
      return List.of(
          new Figure("p99", p99.value(), "ms"),
          new Figure("without", none.p99.value(), "ms"),
          Figure.ratio("of without", p99.value(), none.p99.value()),
          new Figure("deliveries", perCpuSecond.value(), "/cpu-s"),
          new Figure("heap each", heap.value(), "KiB"),
          new Figure("kernel each", kernel.value(), "KiB"));
    }
  }
}
