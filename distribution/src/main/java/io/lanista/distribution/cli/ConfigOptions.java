package io.lanista.distribution.cli;

import io.lanista.distribution.config.ConfigLoader;
import io.lanista.distribution.config.ConfigProblems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the configuration file, and reading it. */
final class ConfigOptions {
  private final ConfigLoader loader;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Otherwise LANISTA_CONFIG, else etc/lanista.conf.")
  private Path file;

  ConfigOptions(Context context) {
    loader = new ConfigLoader(context.home(), context.environment());
  }

  /** What is read; empty when there is none and the defaults apply. */
  Optional<Path> file() {
    return Optional.ofNullable(file).or(loader::standardFile);
  }

  ConfigLoader.Loaded load(Map<String, String> options) throws ConfigProblems {
    return loader.load(file(), options);
  }
}
