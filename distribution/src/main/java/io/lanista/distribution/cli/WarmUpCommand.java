package io.lanista.distribution.cli;

import io.lanista.distribution.config.LanistaConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Starts a server on a folder that is thrown away and asks it one question, so that the launcher
 * can archive the classes it loads: later starts take about half the time.
 */
@Command(name = "warm-up", hidden = true, description = "Prepare a faster start.")
final class WarmUpCommand implements Callable<Integer> {
  private final ConfigOptions configuration;
  private final ServerLauncher launcher;

  WarmUpCommand(Context context, ServerLauncher launcher) {
    // Nothing of this machine's environment but where to find the plugins: it must not need a
    // secret or touch a real server.
    Map<String, String> environment = new HashMap<>(context.environment());
    environment.keySet().removeIf(name -> !name.equals("LANISTA_PLUGINS_DIR"));
    this.configuration = new ConfigOptions(new Context(context.home(), environment));
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("lanista-warm-up");
    try {
      Map<String, String> options =
          Map.of("server.port", "0", "server.host", "127.0.0.1", "data.dir", folder.toString());
      LanistaConfig config = configuration.load(options).config();
      try (ServerLauncher.Running server = launcher.start(config)) {
        ask(server.address());
      }
      return ExitCode.DONE;
    } finally {
      delete(folder);
    }
  }

  private static void ask(URI server) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/health")).timeout(Duration.ofSeconds(10)).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
