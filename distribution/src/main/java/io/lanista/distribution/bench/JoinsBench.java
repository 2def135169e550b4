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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Joins over HTTP, each durable before it is answered. */
public final class JoinsBench implements Bench {
  private static final List<Integer> CONNECTIONS = List.of(1, 16, 64, 256);
  private static final int ROUNDS = 3;

  /** The three kinds of round take turns. */
  private static final int SLOTS = CONNECTIONS.size() * ROUNDS * 3;

  private final InputStream parent;

  /**
   * The bench.
   *
   * @param parent ends when the process that started a floor is gone
   */
  public JoinsBench(InputStream parent) {
    this.parent = parent;
  }

  @Override
  public String name() {
    return "joins";
  }

  @Override
  public String description() {
    return "durable HTTP joins, against an HTTP echo and against one transaction per join";
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
    List<BenchReport.Row> rows = new ArrayList<>();
    try (Scratch scratch = Scratch.make();
        ServedProcess engine =
            ServedProcess.lanista(options.home(), scratch.folder().resolve("data"));
        ServedProcess echo = ServedProcess.floor(options.home(), name());
        SingleTransactions single = new SingleTransactions(scratch.folder())) {
      Sides sides =
          new Sides(
              engine.address(),
              new JoinRequests(engine.address()),
              echo.address(),
              new JoinRequests(echo.address()),
              single);
      sides.warmUp(options.about());
      for (int connections : CONNECTIONS) {
        rows.add(sides.measure(connections, slot));
      }
    }
    return new BenchReport(
        name(),
        "POST /queue/join, every second one makes a match, each on disk ("
            + (ServedProcess.storage().isEmpty() ? "SQLite, synchronous=full" : "MariaDB")
            + ") before it is answered",
        machine,
        rows,
        List.of(
            "echo: Jetty that reads the body and answers as much JSON, without parsing.  single:"
                + " one ticket inserted per transaction, no HTTP.",
            "Medians of "
                + ROUNDS
                + " rounds of "
                + slot.toMillis()
                + " ms in turn, after as long a warm-up as all of them; the load shares the machine"
                + " with the servers."));
  }

  private record Sides(
      URI engine, JoinRequests joins, URI echo, JoinRequests echoed, SingleTransactions single) {

    /** Until the servers have compiled what they do most, which is more for the engine. */
    void warmUp(Duration length) throws IOException, InterruptedException {
      try (HttpLoad joining = HttpLoad.connect(engine, 64, joins);
          HttpLoad echoing = HttpLoad.connect(echo, 64, echoed)) {
        joining.run(length.multipliedBy(3).dividedBy(4));
        echoing.run(length.dividedBy(4));
        single.run(1, length.dividedBy(8));
      }
    }

    BenchReport.Row measure(int connections, Duration slot)
        throws IOException, InterruptedException {
      Median joined = new Median();
      Median echoedBack = new Median();
      Median ofEcho = new Median();
      Median alone = new Median();
      Latencies latencies = new Latencies();
      try (HttpLoad joining = HttpLoad.connect(engine, connections, joins);
          HttpLoad echoing = HttpLoad.connect(echo, connections, echoed)) {
        for (int i = 0; i < ROUNDS; i++) {
          HttpLoad.Outcome one = joining.run(slot);
          HttpLoad.Outcome other = echoing.run(slot);
          joined.add(one.perSecond());
          echoedBack.add(other.perSecond());
          ofEcho.add(one.perSecond() / Math.max(1, other.perSecond()));
          alone.add(single.run(connections, slot));
          latencies.add(one.latencies());
        }
      }
      return new BenchReport.Row(
          connections + (connections == 1 ? " connection" : " connections"),
          List.of(
              new Figure("joins", joined.value(), "/s"),
              new Figure("p99", latencies.millis(0.99), "ms"),
              new Figure("echo", echoedBack.value(), "/s"),
              Figure.ratio("of echo", ofEcho.value(), 1),
              new Figure("single", alone.value(), "/s"),
              Figure.ratio("of single", joined.value(), alone.value())));
    }
  }
}
