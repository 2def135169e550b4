package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import io.lanista.distribution.config.ConfigLoader;
import io.lanista.distribution.config.ConfigProblems;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.server.LanistaServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a match costs that is played elsewhere while nobody says anything about it. */
public final class IdleMatchesBench implements Bench {
  private static final List<Integer> MATCHES = List.of(1_000, 10_000, 100_000);
  private static final int CONNECTIONS = 64;
  private static final int WARM_UP = 2_000;
  private static final Duration STEP = Duration.ofMillis(50);

  @Override
  public String name() {
    return "idle-matches";
  }

  @Override
  public String description() {
    return "heap and disk held for up to 100,000 matches that are under way, without a sign of life";
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    List<BenchReport.Row> rows = new ArrayList<>();
    long end = System.nanoTime() + options.about().toNanos();
    try (Scratch scratch = Scratch.make();
        LanistaServer server = LanistaServer.start(config(options.home(), scratch.folder()))) {
      URI address = server.address();
      try (HttpLoad joining = HttpLoad.connect(address, CONNECTIONS, new JoinRequests(address))) {
        join(joining, WARM_UP);
        long before = usedHeap();
        long diskBefore = scratch.bytes();
        long joined = 0;
        for (int matches : MATCHES) {
          if (!rows.isEmpty() && System.nanoTime() > end) {
            break;
          }
          joined += join(joining, 2L * matches - joined);
          double made = joined / 2.0;
          rows.add(row(made, usedHeap() - before, scratch.bytes() - diskBefore));
        }
      }
    }
    return new BenchReport(
        name(),
        "two agents join for each match, then nothing more is heard of them",
        machine,
        rows,
        List.of(
            "Heap: in use after a full collection, less what the server used before; the server"
                + " runs in the process of the bench.",
            "It stops at the number of matches it has reached when the time is over: give --seconds"
                + " 60 for all."));
  }

  private static LanistaConfig config(Path home, Path folder) throws StartupException {
    Map<String, String> environment = new HashMap<>();
    environment.put("LANISTA_SERVER_REQUESTS_PER_SECOND_PER_CLIENT", "0");
    environment.put("LANISTA_SERVER_PORT", "0");
    environment.put("LANISTA_DATA_DIR", folder.resolve("data").toAbsolutePath().toString());
    try {
      return new ConfigLoader(home, environment).load(Optional.empty(), Map.of()).config();
    } catch (ConfigProblems problems) {
      throw new StartupException(problems.getMessage(), problems);
    }
  }

  private static long join(HttpLoad joining, long least) throws IOException {
    long joined = 0;
    while (joined < least) {
      joined += joining.run(STEP).latencies().count();
    }
    return joined;
  }

  private static BenchReport.Row row(double matches, long heap, long disk) {
    return new BenchReport.Row(
        Math.round(matches) + " matches",
        List.of(
            new Figure("heap", heap / 1048576.0, "MiB"),
            new Figure("each", heap / matches, "B"),
            new Figure("disk each", disk / matches, "B")));
  }

  /** What is left after everything that nobody holds is gone. */
  private static long usedHeap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      // Cleaners and reference queues run after a collection.
      Thread.sleep(100);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
