package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** From asking for a server to its first answer. */
public final class StartBench implements Bench {
  private static final int MOST_ROUNDS = 5;
  private static final Duration TO_ARCHIVE = Duration.ofSeconds(60);
  private static final Duration TO_REST = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "from `run` to the first answer, and idle memory, against an empty main";
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    int rounds = (int) Math.max(1, Math.min(MOST_ROUNDS, options.about().toSeconds() / 2));
    try (Scratch scratch = Scratch.make()) {
      Path home = options.home();
      String cache = scratch.folder().resolve("cache").toString();
      boolean sharing = archive(home, scratch, cache);
      Side plain = new Side(home, scratch, "off");
      Side shared = new Side(home, scratch, cache);
      Median empty = new Median();
      for (int i = 0; i < rounds; i++) {
        empty.add(emptyMain(home));
        plain.start();
        if (sharing) {
          shared.start();
        }
      }
      BenchReport.Row without = plain.row("without class-data sharing", empty);
      return new BenchReport(
          name(),
          "bin/lanista run, on an empty data folder, to the first answered GET /health",
          machine,
          sharing
              ? List.of(shared.row("with class-data sharing", empty), without)
              : List.of(without),
          List.of(
              "empty: java with a main that does nothing.  idle: the resident set a second after the"
                  + " first answer.",
              sharing
                  ? "Medians of " + rounds + " starts in turn."
                  : "No class archive could be made within " + TO_ARCHIVE.toSeconds() + " s."));
    }
  }

  /** The launcher archives in the background of a first start. */
  private static boolean archive(Path home, Scratch scratch, String cache)
      throws StartupException, IOException, InterruptedException {
    Path data = scratch.folder().resolve("archiving");
    ServedProcess first = ServedProcess.lanista(home, data, Map.of("LANISTA_CACHE", cache));
    try {
      long end = System.nanoTime() + TO_ARCHIVE.toNanos();
      while (System.nanoTime() < end) {
        if (hasArchive(Path.of(cache))) {
          return true;
        }
        Thread.sleep(50);
      }
      return false;
    } finally {
      first.close();
    }
  }

  private static boolean hasArchive(Path cache) throws IOException {
    if (!Files.isDirectory(cache)) {
      return false;
    }
    try (Stream<Path> files = Files.list(cache)) {
      List<String> names = files.map(Path::toString).toList();
      // While it is being made, and until its maker has tidied up, there is a folder beside it.
      return names.stream().anyMatch(name -> name.endsWith(".jsa"))
          && names.stream().noneMatch(name -> name.endsWith(".making"));
    }
  }

  /** Milliseconds from start to end. */
  private static double emptyMain(Path home) throws IOException, InterruptedException {
    Path jar;
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      jar =
          files
              .filter(file -> file.getFileName().toString().startsWith("lanista-distribution"))
              .findFirst()
              .orElseThrow(() -> new IOException(home + "/lib holds no lanista-distribution jar."));
    }
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar.toString(),
                EmptyMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("An empty main did not run: exit " + process.exitValue());
    }
    return (System.nanoTime() - began) / 1e6;
  }

  /** Starts in one way. */
  private static final class Side {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final Scratch scratch;
    private final String cache;
    private final Median millis = new Median();
    private final Median resident = new Median();
    private int started;

    Side(Path home, Scratch scratch, String cache) {
      this.home = home;
      this.scratch = scratch;
      this.cache = cache;
    }

    void start() throws StartupException, IOException, InterruptedException {
      Path data = scratch.folder().resolve((cache.equals("off") ? "plain" : "shared") + ++started);
      long began = System.nanoTime();
      try (ServedProcess server =
          ServedProcess.lanista(home, data, Map.of("LANISTA_CACHE", cache))) {
        HttpRequest health =
            HttpRequest.newBuilder(server.address().resolve("/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        int status = http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode();
        millis.add((System.nanoTime() - began) / 1e6);
        if (status != 200) {
          throw new IOException("/health answered " + status + ".");
        }
        Thread.sleep(TO_REST.toMillis());
        resident.add(server.residentMib());
      }
    }

    BenchReport.Row row(String setting, Median empty) {
      return new BenchReport.Row(
          setting,
          List.of(
              new Figure("first answer", millis.value(), "ms"),
              new Figure("empty", empty.value(), "ms"),
              Figure.ratio("of empty", millis.value(), empty.value()),
              new Figure("idle", resident.value(), "MiB")));
    }
  }
}
