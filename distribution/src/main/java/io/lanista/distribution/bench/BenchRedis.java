package io.lanista.distribution.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Redis of the bench's own, which keeps nothing, and the load generator that comes with it. */
final class BenchRedis implements AutoCloseable {
  private static final long TO_START_SECONDS = 20;
  private static final long TO_MEASURE_SECONDS = 600;
  private static final int TO_ESTIMATE = 5_000;

  private final Path benchmark;
  private final int port;
  private final Process process;

  private BenchRedis(Path benchmark, int port, Process process) {
    this.benchmark = benchmark;
    this.port = port;
    this.process = process;
  }

  /** Empty where its programs are not on the PATH. */
  static Optional<BenchRedis> start() throws IOException, InterruptedException {
    Optional<Path> server = onPath("redis-server");
    Optional<Path> benchmark = onPath("redis-benchmark");
    if (server.isEmpty() || benchmark.isEmpty()) {
      return Optional.empty();
    }
    int port = freePort();
    Process process =
        new ProcessBuilder(
                server.get().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BenchRedis redis = new BenchRedis(benchmark.get(), port, process);
    try {
      redis.awaitStart();
    } catch (IOException | InterruptedException failed) {
      redis.close();
      throw failed;
    }
    return Optional.of(redis);
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TO_START_SECONDS);
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("redis-server does not start.", notYet);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  URI url() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** How often a second it runs the claim script, for about so long. */
  double benchmark(String digest, int connections, int pipeline, Duration length)
      throws IOException, InterruptedException {
    double estimate = benchmark(digest, connections, pipeline, TO_ESTIMATE);
    long requests = Math.max(TO_ESTIMATE, Math.round(estimate * length.toMillis() / 1e3));
    return benchmark(digest, connections, pipeline, requests);
  }

  private double benchmark(String digest, int connections, int pipeline, long requests)
      throws IOException, InterruptedException {
    // A room that is known, as those of the load are.
    String room = "room:00000000-0000-0007-0000-000000000000";
    List<String> command =
        List.of(
            benchmark.toString(),
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-c",
            Integer.toString(connections),
            "-P",
            Integer.toString(pipeline),
            "-n",
            Long.toString(requests),
            "-r",
            "1000000000",
            "--csv",
            "EVALSHA",
            digest,
            "3",
            room + ":board",
            room + ":locks",
            room + ":lock_sources",
            "4A",
            "team-1",
            "1__rand_int__",
            "3__rand_int__");
    Process running =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!running.waitFor(TO_MEASURE_SECONDS, TimeUnit.SECONDS) || running.exitValue() != 0) {
        throw new IOException("redis-benchmark failed: " + printed);
      }
      return perSecond(printed);
    } finally {
      running.destroyForcibly();
    }
  }

  /** The second column of the last line, whatever version printed it. */
  private static double perSecond(String printed) throws IOException {
    String[] lines = printed.strip().split("\n");
    String[] columns = lines[lines.length - 1].split("\",\"");
    try {
      return Double.parseDouble(columns[1].replace("\"", ""));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException other) {
      throw new IOException("redis-benchmark printed something else: " + printed, other);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
