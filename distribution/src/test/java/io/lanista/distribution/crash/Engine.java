package io.lanista.distribution.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One life of the server: a process of its own. Thread-safe. */
final class Engine implements AutoCloseable {
  private static final String SAYS = "Lanista is listening on ";
  private static final int KEPT_LINES = 60;
  private static final Duration TO_START = Duration.ofSeconds(240);

  private final Process process;
  private final long began;
  private final CompletableFuture<Optional<URI>> listening = new CompletableFuture<>();
  private final Deque<String> lines = new ArrayDeque<>();

  private Engine(Process process, long began) {
    this.process = process;
    this.began = began;
    Thread reader = new Thread(this::read, "engine-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one on a data folder; does not wait for it. */
  static Engine start(
      EngineLauncher launcher, Path data, Map<String, String> environment, String... before)
      throws IOException {
    long began = System.nanoTime();
    return new Engine(launcher.start(data, environment, before), began);
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (lines) {
          lines.add(line);
          if (lines.size() > KEPT_LINES) {
            lines.remove();
          }
        }
        if (line.startsWith(SAYS)) {
          listening.complete(Optional.of(URI.create(line.substring(SAYS.length()).strip())));
        }
      }
    } catch (IOException | UncheckedIOException killed) {
      // In the middle of a line.
    } finally {
      listening.complete(Optional.empty());
    }
  }

  /**
   * Where it listens, once it does.
   *
   * @throws Contradiction if it ended, or took far too long
   */
  URI address() throws InterruptedException {
    try {
      return listening
          .get(TO_START.toSeconds(), TimeUnit.SECONDS)
          .orElseThrow(() -> new Contradiction("The server does not start again:\n" + output()));
    } catch (TimeoutException | ExecutionException late) {
      throw new Contradiction("The server does not start within " + TO_START + ":\n" + output());
    }
  }

  /** Since it was started. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** What it wrote last. */
  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Process " + process.pid() + " survived SIGKILL.");
    }
  }

  /** SIGKILL, at once; does not wait. */
  void strike() {
    process.toHandle().destroyForcibly();
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Whether it ended in this time. */
  boolean ends(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
