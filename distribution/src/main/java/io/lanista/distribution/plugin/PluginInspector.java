package io.lanista.distribution.plugin;

import java.nio.file.Path;

/** Judges a plugin file as the server would before loading it, without running its code. */
@FunctionalInterface
public interface PluginInspector {
  /** Never throws for what is wrong with the file. */
  PluginVerdict inspect(Path file);
}
