package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** How soon a newcomer to a queue in which many wait knows its match. */
public final class TimeToMatchBench implements Bench {
  private static final int STANDING = 10_000;
  private static final int PER_SECOND = 500;
  private static final int CONNECTIONS = 64;
  private static final int ROUNDS = 3;

  /** Half of the time goes to the warm-up. */
  private static final int SLOTS = 4 * ROUNDS;

  /** One operator's agents: they wait, for none of them may meet another. */
  private static final String SHARED_WALLET = "0x00000000000000000000000000000000000000aa";

  private static final Predicate<String> MATCHED =
      answer -> answer.contains("\"status\":\"matched\"");
  private static final Predicate<String> ANY = answer -> true;

  private final InputStream parent;

  /**
   * The bench.
   *
   * @param parent ends when the process that started a floor is gone
   */
  public TimeToMatchBench(InputStream parent) {
    this.parent = parent;
  }

  @Override
  public String name() {
    return "time-to-match";
  }

  @Override
  public String description() {
    return "500 arrivals a second into 10,000 who wait, against one HTTP round trip";
  }

  @Override
  public void serveFloor(PrintWriter out) throws StartupException, IOException {
    new FloorServer().serve(new EchoServer(), parent, out);
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    Duration slot = options.about().dividedBy(SLOTS);
    try (Scratch scratch = Scratch.make();
        ServedProcess engine =
            ServedProcess.lanista(options.home(), scratch.folder().resolve("data"));
        ServedProcess echo = ServedProcess.floor(options.home(), name())) {
      Requests standing = JoinRequests.ofWallet(engine.address(), SHARED_WALLET);
      stand(engine.address(), standing);
      Requests arrivals = new Turns(standing, new JoinRequests(engine.address()));
      Requests echoed = new JoinRequests(echo.address());
      Latencies matched = new Latencies();
      Latencies trips = new Latencies();
      try (PacedLoad joining =
              PacedLoad.connect(engine.address(), CONNECTIONS, PER_SECOND, arrivals);
          PacedLoad echoing = PacedLoad.connect(echo.address(), CONNECTIONS, PER_SECOND, echoed)) {
        joining.run(slot.multipliedBy(SLOTS / 2 - 1), ANY);
        echoing.run(slot, ANY);
        for (int i = 0; i < ROUNDS; i++) {
          matched.add(joining.run(slot, MATCHED));
          trips.add(echoing.run(slot, ANY));
        }
      }
      return report(machine, slot, matched, trips);
    }
  }

  /** Lets that many wait. */
  private static void stand(URI engine, Requests standing) throws IOException {
    try (HttpLoad load = HttpLoad.connect(engine, CONNECTIONS, standing)) {
      for (long waiting = 0; waiting < STANDING; ) {
        waiting += load.run(Duration.ofMillis(50)).latencies().count();
      }
    }
  }

  /** One of each in turn: who comes to wait, and who meets the oldest who waits. */
  private static final class Turns implements Requests {
    private final Requests first;
    private final Requests second;
    private final AtomicBoolean turn = new AtomicBoolean();

    Turns(Requests first, Requests second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public int length() {
      return Math.max(first.length(), second.length());
    }

    @Override
    public void writeTo(ByteBuffer out) {
      boolean odd = turn.get();
      turn.set(!odd);
      (odd ? second : first).writeTo(out);
    }
  }

  private BenchReport report(Machine machine, Duration slot, Latencies matched, Latencies trips) {
    return new BenchReport(
        name(),
        PER_SECOND
            + " arrivals/s over "
            + CONNECTIONS
            + " connections into "
            + STANDING
            + " standing (policy fifo), every second one to wait, every second one to be matched",
        machine,
        List.of(
            new BenchReport.Row(
                PER_SECOND + " arrivals/s",
                List.of(
                    new Figure("matched", matched.count(), ""),
                    new Figure("median", matched.millis(0.5), "ms"),
                    new Figure("p99", matched.millis(0.99), "ms"),
                    new Figure("trip median", trips.millis(0.5), "ms"),
                    new Figure("trip p99", trips.millis(0.99), "ms"),
                    Figure.ratio("of trip median", matched.millis(0.5), trips.millis(0.5))))),
        List.of(
            "From when a join was due to be sent to the answer that names the match, which is on"
                + " disk by then.",
            "trip: the same requests to Jetty that only echoes them.",
            ROUNDS + " rounds of " + slot.toMillis() + " ms of each in turn."));
  }
}
