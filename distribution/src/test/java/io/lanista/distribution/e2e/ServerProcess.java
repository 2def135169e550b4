package io.lanista.distribution.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process of its own, found by the address it prints. */
final class ServerProcess implements AutoCloseable {
  private static final String SAYS = "Lanista is listening on ";

  private final Process process;
  private final RunningServer client;
  private final Collection<String> output;

  private ServerProcess(Process process, URI address, Collection<String> output) {
    this.process = process;
    this.output = output;
    this.client = RunningServer.at(address, this::close);
  }

  static ServerProcess start(Path data) throws IOException {
    return start(data, Map.of());
  }

  static ServerProcess start(Path data, Map<String, String> environment) throws IOException {
    Map<String, String> all = new HashMap<>(TestDatabase.environment(data));
    all.putAll(environment);
    return start(
        List.of(
            RunningServer.home().resolve("bin/lanista").toString(),
            "run",
            "--port",
            "0",
            "--data",
            data.toString()),
        all);
  }

  /** Starts it by a command of the test's own, which must become the server's process. */
  static ServerProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LANISTA_"));
    builder.environment().put("LANISTA_CACHE", "off");
    builder.environment().put("LANISTA_ADMIN_TOKEN", RunningServer.ADMIN_TOKEN);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Collection<String> output = new ConcurrentLinkedQueue<>();
    String line = out.readLine();
    while (line != null && !line.startsWith(SAYS)) {
      output.add(line);
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("the server ended without saying where it listens: " + output);
    }
    // What it goes on to say must not fill the pipe.
    Thread drain = new Thread(() -> drain(out, output), "server-output");
    drain.setDaemon(true);
    drain.start();
    return new ServerProcess(process, URI.create(line.substring(SAYS.length())), output);
  }

  private static void drain(BufferedReader out, Collection<String> to) {
    try {
      out.lines().forEach(to::add);
    } catch (UncheckedIOException ended) {
      // With the process, in the middle of a line.
    }
  }

  /** What it has written so far. */
  String output() {
    return String.join("\n", output);
  }

  long pid() {
    return process.pid();
  }

  RunningServer client() {
    return client;
  }

  /** SIGKILL: no chance to finish anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** What it exited with. */
  int exitCode() {
    return process.exitValue();
  }

  /** Whether it ended within so many seconds. */
  boolean endsWithin(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
