package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A live match shown to many viewers. */
public final class FanoutBench implements Bench {
  private static final int VIEWERS = 500;
  private static final List<Integer> TOGETHER = List.of(1, 2, 6);
  private static final int ROUNDS = 3;

  /** Of each kind, before anything counts: compiling takes processor time too. */
  private static final int WARM_UP = 4;

  /** The floor and each setting take turns. */
  private static final int SLOTS = (TOGETHER.size() + 1) * ROUNDS;

  private final InputStream parent;

  /**
   * The bench.
   *
   * @param parent ends when the process that started a floor is gone
   */
  public FanoutBench(InputStream parent) {
    this.parent = parent;
  }

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String description() {
    return "a live match to 500 viewers, against a broadcast that writes each message by itself";
  }

  @Override
  public void serveFloor(PrintWriter out) throws StartupException, IOException {
    FloorServer floor = new FloorServer();
    floor.serve(PlainBroadcast.on(floor.server()), parent, out);
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    Duration slot = options.about().dividedBy(SLOTS);
    try (Scratch scratch = Scratch.make();
        ServedProcess engine =
            ServedProcess.lanista(options.home(), scratch.folder().resolve("data"));
        ServedProcess floor = ServedProcess.floor(options.home(), name());
        Broadcast shown = ShownMatch.on(engine, 1).watchedBy(VIEWERS);
        Broadcast plain = plain(floor, VIEWERS)) {
      return report(machine, slot, shown, plain);
    }
  }

  /** The floor, with so many viewers. */
  static Broadcast plain(ServedProcess floor, int viewers) throws IOException {
    return new Broadcast(
        floor,
        "/",
        viewers,
        floor.address().resolve("/"),
        numbers -> numbers.stream().map(LiveFrames::seen).collect(Collectors.joining("\n")));
  }

  private BenchReport report(Machine machine, Duration slot, Broadcast shown, Broadcast plain)
      throws IOException, InterruptedException {
    plain.run(1, slot.multipliedBy(WARM_UP));
    shown.run(1, slot.multipliedBy(WARM_UP));
    shown.run(6, slot.multipliedBy(WARM_UP));
    Kind floor = new Kind();
    Map<Integer, Kind> kinds = new LinkedHashMap<>();
    TOGETHER.forEach(together -> kinds.put(together, new Kind()));
    for (int i = 0; i < ROUNDS; i++) {
      floor.add(plain.run(1, slot));
      for (int together : TOGETHER) {
        kinds.get(together).add(shown.run(together, slot));
      }
    }
    List<BenchReport.Row> rows = new ArrayList<>();
    kinds.forEach(
        (together, kind) ->
            rows.add(
                new BenchReport.Row(
                    together + (together == 1 ? " frame an upload" : " frames an upload"),
                    kind.figures(floor))));
    double lost = kinds.values().stream().mapToDouble(kind -> kind.lost).max().orElse(0);
    return new BenchReport(
        name(),
        VIEWERS
            + " viewers, 120 frames/s, one message of "
            + LiveFrames.seen(1000).length()
            + " B a frame",
        machine,
        rows,
        List.of(
            "In deliveries per second that the server's process had a core. plain: Jetty, each"
                + " frame uploaded, encoded and written by itself.",
            "p99: from the frame being made to its being read; frames that are uploaded together"
                + " wait for the last of them.",
            String.format(
                Locale.ROOT,
                "Medians of %d rounds of %d ms in turn; %.1f %% of the messages were dropped.",
                ROUNDS,
                slot.toMillis(),
                lost * 100)));
  }

  /** The rounds of one setting. */
  private static final class Kind {
    private final Median perCpuSecond = new Median();
    private final Median p99 = new Median();
    private double lost;

    void add(Broadcast.Outcome outcome) {
      perCpuSecond.add(outcome.perCpuSecond());
      p99.add(outcome.latencies().millis(0.99));
      lost = Math.max(lost, 1 - outcome.delivered());
    }

    List<Figure> figures(Kind floor) {
      return List.of(
          new Figure("deliveries", perCpuSecond.value(), "/cpu-s"),
          new Figure("p99", p99.value(), "ms"),
          new Figure("plain", floor.perCpuSecond.value(), "/cpu-s"),
          new Figure("its p99", floor.p99.value(), "ms"),
          Figure.ratio("of plain", perCpuSecond.value(), floor.perCpuSecond.value()));
    }
  }
}
