package io.lanista.distribution.bench;

import io.lanista.client.ArenaClient;
import io.lanista.client.JoinRequest;
import io.lanista.client.QueueStatus;
import io.lanista.client.Report;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What agents and pages read most, over connections that are kept. */
public final class ReadsBench implements Bench {
  private static final int CONNECTIONS = 32;
  private static final int MATCHES = 200;
  private static final int ROUNDS = 3;

  /** Connections warm up in as long as all rounds take. */
  private static final int WARM_UP = 6;

  private final InputStream parent;

  /**
   * The bench.
   *
   * @param parent ends when the process that started a floor is gone
   */
  public ReadsBench(InputStream parent) {
    this.parent = parent;
  }

  @Override
  public String name() {
    return "reads";
  }

  @Override
  public String description() {
    return "reading matches, queue entries and the leaderboard, against answers of the same size";
  }

  @Override
  public void serveFloor(PrintWriter out) throws StartupException, IOException {
    new FloorServer().serve(new SizedAnswers(), parent, out);
  }

  /** What is read in one setting. */
  private record Reading(String setting, List<String> paths) {}

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    List<BenchReport.Row> rows = new ArrayList<>();
    try (Scratch scratch = Scratch.make();
        ServedProcess engine =
            ServedProcess.lanista(options.home(), scratch.folder().resolve("data"));
        ServedProcess floor = ServedProcess.floor(options.home(), name())) {
      List<Reading> readings = played(engine.address());
      Duration slot = options.about().dividedBy(readings.size() * (2L * ROUNDS + WARM_UP));
      for (Reading reading : readings) {
        rows.add(measure(reading, engine.address(), floor.address(), slot));
      }
    }
    return new BenchReport(
        name(),
        CONNECTIONS + " connections, each waiting for its answer; " + MATCHES + " finished matches",
        machine,
        rows,
        List.of(
            "floor: Jetty that answers as many bytes without blocking, and looks nothing up.",
            "Medians of " + ROUNDS + " rounds of " + slotText(options, rows.size()) + " in turn."));
  }

  private static String slotText(Options options, int rows) {
    return options.about().dividedBy(rows * (2L * ROUNDS + WARM_UP)).toMillis() + " ms";
  }

  /** Plays the matches that are read, and leaves one agent waiting. */
  private static List<Reading> played(URI engine) {
    List<String> matches = new ArrayList<>();
    List<String> matched = new ArrayList<>();
    try (ArenaClient agents = ArenaClient.connect(engine)) {
      for (int i = 0; i < MATCHES; i++) {
        QueueStatus first = agents.join(JoinRequest.of("READ#" + 2 * i));
        QueueStatus second = agents.join(JoinRequest.of("READ#" + (2 * i + 1)));
        String match = second.matchId().orElseThrow();
        agents.report(match, first.queueId(), Report.completed(3, 1));
        agents.report(match, second.queueId(), Report.completed(1, 3));
        matches.add("/matches/" + match);
        matched.add("/queue/" + first.queueId());
      }
      String waiting = agents.join(JoinRequest.of("READ#" + 2 * MATCHES)).queueId();
      return List.of(
          new Reading("match", matches),
          new Reading("queue, waiting", List.of("/queue/" + waiting)),
          new Reading("queue, matched", matched),
          new Reading("leaderboard", List.of("/api/v1/leaderboard")));
    }
  }

  private static BenchReport.Row measure(Reading reading, URI engine, URI floor, Duration slot)
      throws IOException, InterruptedException {
    int size = size(engine.resolve(reading.paths().get(0)));
    Median read = new Median();
    Median answered = new Median();
    Median ratio = new Median();
    Latencies latencies = new Latencies();
    Requests reads = new GetRequests(engine, reading.paths());
    Requests sized = new GetRequests(floor, List.of("/" + size));
    try (HttpLoad reader = HttpLoad.connect(engine, CONNECTIONS, reads);
        HttpLoad floorReader = HttpLoad.connect(floor, CONNECTIONS, sized)) {
      reader.run(slot.multipliedBy(WARM_UP - 1));
      floorReader.run(slot);
      for (int i = 0; i < ROUNDS; i++) {
        HttpLoad.Outcome one = reader.run(slot);
        HttpLoad.Outcome other = floorReader.run(slot);
        read.add(one.perSecond());
        answered.add(other.perSecond());
        ratio.add(one.perSecond() / Math.max(1, other.perSecond()));
        latencies.add(one.latencies());
      }
    }
    return new BenchReport.Row(
        reading.setting(),
        List.of(
            new Figure("reads", read.value(), "/s"),
            new Figure("p99", latencies.millis(0.99), "ms"),
            new Figure("size", size, "B"),
            new Figure("floor", answered.value(), "/s"),
            Figure.ratio("of floor", ratio.value(), 1)));
  }

  private static int size(URI resource) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(resource).build(), HttpResponse.BodyHandlers.ofByteArray())
        .body()
        .length;
  }
}
