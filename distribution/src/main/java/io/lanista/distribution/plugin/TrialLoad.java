package io.lanista.distribution.plugin;

import io.lanista.distribution.config.PluginsConfig;
import io.lanista.engine.plugin.PluginProblem;
import io.lanista.engine.plugin.PluginVerifier;
import io.lanista.ports.plugin.PluginInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Judges a plugin file by really loading it, in a place of its own. */
public final class TrialLoad implements PluginInspector {
  @Override
  public PluginVerdict inspect(PluginsConfig config, Path file) {
    try {
      PluginVerifier.Verdict verdict =
          new PluginVerifier(config.settings(), Clock.systemUTC()).verify(file);
      return new PluginVerdict(
          file,
          verdict.id().flatMap(id -> verdict.version().map(version -> new PluginInfo(id, version))),
          verdict.contributions(),
          verdict.problems().stream().map(PluginProblem::message).toList());
    } catch (IOException failed) {
      return new PluginVerdict(
          file,
          Optional.empty(),
          List.of(),
          List.of("It could not be tried out: " + failed.getMessage()));
    }
  }
}
