package io.lanista.distribution.demo;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.DemoRunner;
import io.lanista.distribution.config.ConfigLoader;
import io.lanista.distribution.config.ConfigProblems;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.server.LanistaServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server of a demo, on a folder of its own. */
final class DemoServer implements AutoCloseable {
  private final Path folder;
  private final LanistaServer server;

  private DemoServer(Path folder, LanistaServer server) {
    this.folder = folder;
    this.server = server;
  }

  /**
   * The demo's folder: the given one, else a new temporary one.
   *
   * @throws StartupException if it cannot be made
   */
  static Path folder(DemoRunner.Options options) throws StartupException {
    try {
      return options.data().isPresent()
          ? Files.createDirectories(options.data().get().toAbsolutePath().normalize())
          : Files.createTempDirectory("lanista-demo-");
    } catch (IOException failed) {
      throw new StartupException("The demo's folder could not be made: " + failed, failed);
    }
  }

  /**
   * Starts a server that stops with this process.
   *
   * @param environment whose LANISTA_ variables it heeds
   * @param keys what is configured besides
   */
  static DemoServer start(
      DemoRunner.Options options,
      Path folder,
      Map<String, String> environment,
      Map<String, String> keys)
      throws StartupException {
    Map<String, String> all = new HashMap<>(keys);
    all.put("server.host", "127.0.0.1");
    all.put("server.port", Integer.toString(options.port()));
    all.put("data.dir", folder.toString());
    LanistaServer server = LanistaServer.start(config(options.home(), environment, all));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "demo-shutdown"));
    return new DemoServer(folder, server);
  }

  private static LanistaConfig config(
      Path home, Map<String, String> environment, Map<String, String> keys)
      throws StartupException {
    try {
      return new ConfigLoader(home, environment).load(Optional.empty(), keys).config();
    } catch (ConfigProblems wrong) {
      throw new StartupException(wrong.getMessage(), wrong);
    }
  }

  URI address() {
    return server.address();
  }

  /** Says how to look around; goes on serving if that is wanted, until the process is stopped. */
  void invite(boolean keep, List<String> paths, Story story) {
    story.plain("");
    if (!keep) {
      story.plain("Look around with:  lanista run --data " + folder);
      return;
    }
    story.plain("Still serving, until Ctrl-C:");
    paths.forEach(path -> story.plain("  " + address() + path));
    try {
      server.awaitStop();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
