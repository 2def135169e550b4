package io.lanista.distribution.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** As many viewers as a server takes by default: how fast they come, what each costs. */
public final class ViewersBench implements Bench {
  private static final int USUAL = 10_000;
  private static final int FRAMES_A_SECOND = 2;

  /** In how many matches the same number of viewers is then spread. */
  private static final int SPREAD = 10;

  /** Files a process needs besides its viewers. */
  private static final int OTHER_FILES = 300;

  private final InputStream parent;

  /**
   * The bench.
   *
   * @param parent ends when the process that started a floor is gone
   */
  public ViewersBench(InputStream parent) {
    this.parent = parent;
  }

  @Override
  public String name() {
    return "viewers";
  }

  @Override
  public String description() {
    return "10,000 viewers of one match and of ten, against plain Jetty with as many";
  }

  @Override
  public void serveFloor(PrintWriter out) throws StartupException, IOException {
    FloorServer floor = new FloorServer();
    floor.serve(PlainBroadcast.on(floor.server()), parent, out);
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    int viewers = options.viewers().orElse(USUAL);
    requireFiles(viewers);
    Machine machine = Machine.here();
    Duration slot = options.about().dividedBy(3);
    Crowd plain;
    try (ServedProcess floor = ServedProcess.floor(options.home(), name())) {
      plain = Crowd.of(floor, slot, 1, n -> FanoutBench.plain(floor, viewers));
    }
    Crowd together = engine(options, slot, 1, viewers);
    Crowd spread = engine(options, slot, SPREAD, viewers / SPREAD);
    return new BenchReport(
        name(),
        viewers + " viewers, " + FRAMES_A_SECOND + " frames/s of " + frameBytes() + " B",
        machine,
        List.of(
            new BenchReport.Row("1 match", together.figures(plain)),
            new BenchReport.Row(SPREAD + " matches", spread.figures(plain))),
        List.of(
            "plain: Jetty, all viewers in one broadcast.",
            "memory: what the server's resident memory grew by, for each viewer, with its heap as"
                + " large as it then is.",
            String.format(
                Locale.ROOT,
                "Delivered: %.2f %% and %.2f %% of all messages.",
                together.delivered * 100,
                spread.delivered * 100)));
  }

  private static int frameBytes() {
    return LiveFrames.seen(1000).length();
  }

  /** Both the server and this process need a file for each viewer. */
  private static void requireFiles(int viewers) throws StartupException {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        && unix.getMaxFileDescriptorCount() < viewers + OTHER_FILES) {
      throw new StartupException(
          "This process may open "
              + unix.getMaxFileDescriptorCount()
              + " files; "
              + viewers
              + " viewers need "
              + (viewers + OTHER_FILES)
              + ". Raise the limit (ulimit -Hn), or take fewer: --viewers "
              + Math.max(SPREAD, unix.getMaxFileDescriptorCount() - OTHER_FILES)
              + ".");
    }
  }

  private static Crowd engine(Options options, Duration slot, int matches, int each)
      throws StartupException, IOException, InterruptedException {
    String most = Integer.toString(matches * each + OTHER_FILES);
    try (Scratch scratch = Scratch.make();
        ServedProcess engine =
            ServedProcess.lanista(
                options.home(),
                scratch.folder().resolve("data"),
                Map.of(
                    "LANISTA_CACHE", "off",
                    "LANISTA_SERVER_MAX_CONNECTIONS", most,
                    "LANISTA_SERVER_MAX_CONNECTIONS_PER_CLIENT", most))) {
      List<ShownMatch> shown = new ArrayList<>();
      for (int i = 1; i <= matches; i++) {
        shown.add(ShownMatch.on(engine, i));
      }
      return Crowd.of(engine, slot, matches, n -> shown.get(n).watchedBy(each));
    }
  }

  /** Makes the broadcast of one match, with its viewers. */
  private interface Opener {
    Broadcast open(int match) throws IOException, InterruptedException;
  }

  /**
   * What many viewers showed.
   *
   * @param perSecond how many connected
   * @param memoryKib each
   */
  private record Crowd(
      double perSecond, double memoryKib, double perCpuSecond, double p99, double delivered) {

    static Crowd of(ServedProcess server, Duration slot, int matches, Opener opener)
        throws IOException, InterruptedException {
      List<Broadcast> broadcasts = new ArrayList<>();
      try {
        double before = server.residentMib();
        long began = System.nanoTime();
        for (int i = 0; i < matches; i++) {
          broadcasts.add(opener.open(i));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double grown = server.residentMib() - before;
        int viewers = broadcasts.stream().mapToInt(Broadcast::viewers).sum();
        Duration cpu = server.cpu();
        Latencies all = new Latencies();
        double delivered = 0;
        for (Broadcast broadcast : broadcasts) {
          Broadcast.Outcome outcome =
              broadcast.run(1, FRAMES_A_SECOND, slot.dividedBy(broadcasts.size()));
          all.add(outcome.latencies());
          delivered += outcome.delivered();
        }
        double used = server.cpu().minus(cpu).toNanos() / 1e9;
        return new Crowd(
            viewers / seconds,
            grown * 1024 / viewers,
            used == 0 ? 0 : all.count() / used,
            all.millis(0.99),
            delivered / matches);
      } finally {
        for (Broadcast broadcast : broadcasts) {
          broadcast.close();
        }
      }
    }

    List<Figure> figures(Crowd plain) {
      return List.of(
          new Figure("connected", perSecond, "/s"),
          Figure.ratio("of plain", perSecond, plain.perSecond),
          new Figure("memory", memoryKib, "KiB"),
          Figure.ratio("of its", memoryKib, plain.memoryKib),
          new Figure("p99", p99, "ms"),
          new Figure("its p99", plain.p99, "ms"),
          new Figure("deliveries", perCpuSecond, "/cpu-s"),
          Figure.ratio("of its rate", perCpuSecond, plain.perCpuSecond),
          new Figure("delivered", delivered * 100, "%"));
    }
  }
}
