package io.lanista.engine.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A plugins folder below a temporary one, and hosts over it. */
final class TestPlugins {
  static final PluginLimits PATIENT =
      new PluginLimits(
          Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(5), 16, 2);
  static final ArtifactLimits SMALL = new ArtifactLimits(1 << 20, 50, 4 << 20);

  private final Path temp;

  TestPlugins(Path temp) {
    this.temp = temp;
  }

  Path folder() {
    return temp.resolve("plugins");
  }

  Path work() {
    return temp.resolve("work");
  }

  DisabledPlugins disabled() {
    try {
      return DisabledPlugins.read(temp.resolve("disabled"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A host as a server would make it at its start, with small artifacts only; started. */
  PluginHost host() {
    return host(Map.of(), PATIENT);
  }

  PluginHost host(Map<String, Map<String, String>> settings, PluginLimits limits) {
    PluginHost host =
        new PluginHost(
            new PluginFolder(folder(), SMALL),
            work(),
            disabled(),
            limits,
            new GenerationFactory(work(), settings, Clock.systemUTC(), limits, SMALL));
    host.start();
    return host;
  }

  /** Collects garbage until no ended generation is left in memory; says how many are, if some. */
  static int uncollected(PluginHost host) {
    for (int i = 0; i < 250 && !host.oldGenerations().isEmpty(); i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return host.oldGenerations().size();
  }
}
