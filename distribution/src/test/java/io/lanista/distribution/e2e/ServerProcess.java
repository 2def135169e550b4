package io.lanista.distribution.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process of its own, found by the address it prints. */
final class ServerProcess implements AutoCloseable {
  private static final String SAYS = "Lanista is listening on ";

  private final Process process;
  private final RunningServer client;

  private ServerProcess(Process process, URI address) {
    this.process = process;
    this.client = RunningServer.at(address, this::close);
  }

  static ServerProcess start(Path data) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                RunningServer.home().resolve("bin/lanista").toString(),
                "run",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("LANISTA_"));
    builder.environment().put("LANISTA_CACHE", "off");
    builder.environment().put("LANISTA_ADMIN_TOKEN", RunningServer.ADMIN_TOKEN);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith(SAYS)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("the server ended without saying where it listens");
    }
    // What it logs to standard output must not fill the pipe.
    Thread drain = new Thread(() -> out.lines().forEach(logged -> {}), "server-output");
    drain.setDaemon(true);
    drain.start();
    return new ServerProcess(process, URI.create(line.substring(SAYS.length())));
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

  /** Whether it ended within so many seconds. */
  boolean endsWithin(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
