package io.lanista.distribution.plugin;

import io.lanista.distribution.config.PluginsConfig;
import java.nio.file.Path;

/** Judges a plugin file by loading it as the server would, apart from everything else. */
@FunctionalInterface
public interface PluginInspector {
  /** Never throws for what is wrong with the file. */
  PluginVerdict inspect(PluginsConfig config, Path file);
}
