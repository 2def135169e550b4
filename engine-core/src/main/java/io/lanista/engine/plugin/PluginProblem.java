package io.lanista.engine.plugin;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Why an artifact does not serve.
 *
 * @param plugin its id, if it got far enough for that to be known
 * @param artifact the file in the plugins folder
 * @param message for the operator: what was found, what is needed, what to do
 */
public record PluginProblem(Optional<String> plugin, Path artifact, String message) {
  public PluginProblem {
    Objects.requireNonNull(plugin);
    Objects.requireNonNull(artifact);
    Objects.requireNonNull(message);
  }

  @Override
  public String toString() {
    return artifact.getFileName() + ": " + message;
  }
}
