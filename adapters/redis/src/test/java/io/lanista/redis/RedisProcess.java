package io.lanista.redis;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A Redis server started for a test, in a folder of its own, always on the same port. */
final class RedisProcess implements AutoCloseable {
  private static final long TO_START_SECONDS = 60;

  private final Path program;
  private final List<String> options;
  private final Path folder;
  private final int port;
  private final Thread atExit = new Thread(this::close, "redis-stop");
  private Process process;

  private RedisProcess(Path program, List<String> options, Path folder, int port) {
    this.program = program;
    this.options = options;
    this.folder = folder;
    this.port = port;
  }

  /**
   * One that does not run yet: of the program on the PATH, else of the one that Maven brings; with
   * -Dlanista.test.redis=maven only of that. Empty where neither is.
   */
  static Optional<RedisProcess> install(String... options) throws IOException {
    Path folder =
        Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "redis-");
    Optional<Path> program =
        "maven".equals(System.getProperty("lanista.test.redis")) ? Optional.empty() : onPath();
    if (program.isEmpty()) {
      program = brought(folder);
    }
    if (program.isEmpty()) {
      Files.delete(folder);
      return Optional.empty();
    }
    RedisProcess server = new RedisProcess(program.get(), List.of(options), folder, freePort());
    Runtime.getRuntime().addShutdownHook(server.atExit);
    return Optional.of(server);
  }

  private static Optional<Path> onPath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> brought(Path folder) {
    try {
      return Optional.of(ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath());
    } catch (IOException | RuntimeException notForThisMachine) {
      return Optional.empty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Returns when it answers. */
  synchronized void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            folder.toString(),
            // Nothing on disk: what it forgets is what the tests are about.
            "--save",
            "",
            "--appendonly",
            "no"));
    command.addAll(options);
    Path log = folder.resolve("server.log");
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TO_START_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(Files.readString(log));
      }
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      // +PONG, or an error of one that wants a password first.
      return socket.getInputStream().read() >= 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** SIGKILL. */
  synchronized void kill() {
    try {
      process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends it a signal, by the name that {@code kill} knows. */
  synchronized void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed.");
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException gone) {
      // Removed by a clean build meanwhile.
      System.getLogger(RedisProcess.class.getName())
          .log(System.Logger.Level.DEBUG, "The files of a test's server stay.", gone);
    }
  }
}
