package io.lanista.distribution.plugin;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.data.DataFolder;
import io.lanista.engine.plugin.DisabledPlugins;
import io.lanista.engine.plugin.PluginHost;
import io.lanista.engine.plugin.PluginLimits;
import io.lanista.engine.plugin.PluginStatus;
import io.lanista.ports.error.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Installs a plugin for a server that does not run, exactly as a running one would: with everything
 * else in the folder loaded beside it, so that two plugins of one name are found now and not at the
 * next start.
 */
public final class OfflineInstall {
  private final LanistaConfig config;

  public OfflineInstall(LanistaConfig config) {
    this.config = config;
  }

  /**
   * Puts it into the plugins folder.
   *
   * @param force also if the same version or a newer one is there
   * @throws StartupException with why it cannot be installed, or if a server uses the data folder
   */
  public PluginStatus install(Path file, boolean force) throws StartupException {
    Path data = config.data().dir();
    try {
      if (DataFolder.isInUse(data)) {
        throw new StartupException(
            "A server uses the data folder "
                + data
                + ", but it does not answer where the configuration says. Name it with --url, so"
                + " that it is told of the plugin.");
      }
      Path work = Files.createTempDirectory("lanista-install-");
      try (PluginHost host =
          new PluginHost(
              config.plugins().dir(),
              work,
              DisabledPlugins.read(DataFolder.disabledPluginsIn(data)),
              config.plugins().settings(),
              Clock.systemUTC(),
              PluginLimits.DEFAULT)) {
        host.start();
        return host.install(file, force);
      } finally {
        Files.deleteIfExists(work);
      }
    } catch (EngineException refused) {
      throw new StartupException(refused.getMessage(), refused);
    } catch (IOException failed) {
      throw new StartupException(
          "There is no place for temporary files, or the data folder cannot be read: " + failed,
          failed);
    }
  }
}
