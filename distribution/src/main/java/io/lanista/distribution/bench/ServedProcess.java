package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server in a process of its own, started by the installation's launcher: Lanista itself or what
 * it is compared with, both with the same options of the JVM. Ends when it is closed or when this
 * process does.
 */
final class ServedProcess implements AutoCloseable {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  private final Process process;
  private final URI address;
  private final Thread atExit;

  private ServedProcess(Process process, URI address, Thread atExit) {
    this.process = process;
    this.address = address;
    this.atExit = atExit;
  }

  /** Lanista, keeping its data in this folder, with nothing that would limit one client. */
  static ServedProcess lanista(Path home, Path data)
      throws StartupException, IOException, InterruptedException {
    return lanista(home, data, Map.of("LANISTA_CACHE", "off"));
  }

  /** The same with more of an environment. */
  static ServedProcess lanista(Path home, Path data, Map<String, String> environment)
      throws StartupException, IOException, InterruptedException {
    return start(
        home,
        environment,
        "run",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--data",
        data.toAbsolutePath().toString());
  }

  /**
   * The storage that was chosen for benches, by LANISTA_BENCH_STORAGE_URL, _USER, _PASSWORD and
   * _CONNECTIONS; empty for SQLite.
   */
  static Map<String, String> storage() {
    Map<String, String> chosen = new HashMap<>();
    for (String key : List.of("URL", "USER", "PASSWORD", "CONNECTIONS")) {
      String value = System.getenv("LANISTA_BENCH_STORAGE_" + key);
      if (value != null) {
        chosen.put("LANISTA_STORAGE_" + key, value);
      }
    }
    return chosen;
  }

  /** What a bench is compared with. */
  static ServedProcess floor(Path home, String bench)
      throws StartupException, IOException, InterruptedException {
    return start(home, Map.of("LANISTA_CACHE", "off"), "bench", bench, "--floor");
  }

  private static ServedProcess start(
      Path home, Map<String, String> environment, String... arguments)
      throws StartupException, IOException, InterruptedException {
    Path launcher = home.resolve("bin/lanista");
    if (!Files.isExecutable(launcher)) {
      throw new StartupException(
          "There is no launcher "
              + launcher
              + ". Run the bench from an installation: bin/lanista bench.");
    }
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // A figure must not depend on how this machine's own server happens to be configured.
    builder.environment().keySet().removeIf(name -> name.startsWith("LANISTA_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LANISTA_LOG_LEVEL", "error");
    builder.environment().put("LANISTA_SERVER_REQUESTS_PER_SECOND_PER_CLIENT", "0");
    // Connections rest while the other side is measured.
    builder.environment().put("LANISTA_SERVER_IDLE_TIMEOUT", "1h");
    builder.environment().putAll(storage());
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread atExit = new Thread(process::destroyForcibly, "bench-stop");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      return new ServedProcess(process, address(process), atExit);
    } catch (StartupException | InterruptedException | RuntimeException failed) {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(atExit);
      throw failed;
    }
  }

  private static URI address(Process process) throws StartupException, InterruptedException {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader out =
                  new BufferedReader(
                      new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String next = out.readLine(); next != null; next = out.readLine()) {
                  line.complete(next);
                }
                line.complete("");
              } catch (IOException ended) {
                line.complete("");
              }
            },
            "bench-output");
    reader.setDaemon(true);
    reader.start();
    try {
      String said = line.get(TO_START.toSeconds(), TimeUnit.SECONDS);
      int at = said.indexOf("http://");
      if (at < 0) {
        throw new StartupException(
            "The server did not start. `lanista doctor` says what it does not like.");
      }
      return URI.create(said.substring(at).strip());
    } catch (ExecutionException | TimeoutException failed) {
      throw new StartupException(
          "The server did not start within " + TO_START.toSeconds() + " s.", failed);
    }
  }

  URI address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  /** The time the process has had a core, in all its threads; in steps of about 10 ms. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The memory it holds, in MiB; 0 where the system does not say. */
  double residentMib() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // Then the hook has run, or will, and finds the process gone.
    }
  }
}
