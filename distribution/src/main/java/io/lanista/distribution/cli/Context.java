package io.lanista.distribution.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a verb runs.
 *
 * @param home the installation: the folder of {@code bin}, {@code etc}, {@code plugins}
 * @param environment the process's environment
 */
public record Context(Path home, Map<String, String> environment) {
  public Context {
    environment = Map.copyOf(environment);
  }
}
