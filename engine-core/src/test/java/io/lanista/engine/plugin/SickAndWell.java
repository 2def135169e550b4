package io.lanista.engine.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A plugin of which one callback goes wrong, and another one that is well. */
abstract class SickAndWell {
  static final String SICK = "sick";
  static final String WELL = "well";

  private static final String RELEASE = "lanista.test.release";

  @TempDir static Path elsewhere;
  static PluginHost healthy;

  @TempDir Path temp;
  TestPlugins plugins;
  PluginHost host;

  /** What uses the sick plugin; closed before its host. */
  AutoCloseable user = () -> {};

  /** A host of its own, so that it keeps its patience when the other one has none. */
  @BeforeAll
  static void startTheHealthyOne() {
    TestPlugins plugins = new TestPlugins(elsewhere);
    PluginForge.of(WELL, FaultySource.TEXT).zip(plugins.folder());
    healthy = plugins.host();
  }

  @AfterAll
  static void stopTheHealthyOne() {
    healthy.close();
  }

  @BeforeEach
  void prepare() {
    plugins = new TestPlugins(temp);
    PluginForge.of(SICK, FaultySource.TEXT).zip(plugins.folder());
    System.clearProperty(RELEASE);
  }

  @AfterEach
  void stop() throws Exception {
    release();
    try {
      user.close();
      if (host != null) {
        host.close();
      }
    } finally {
      System.clearProperty(RELEASE);
    }
  }

  /** Lets every callback go that hangs. */
  static void release() {
    System.setProperty(RELEASE, "true");
  }

  /** Starts the sick one's host. */
  void startSick(String callback, String kind, PluginLimits limits) {
    host = plugins.host(Map.of(SICK, Map.of("callback", callback, "kind", kind)), limits);
  }

  /** Limits of calls, patient with all that is no call. */
  static PluginLimits within(Duration call) {
    return new PluginLimits(call, Duration.ofSeconds(20), Duration.ofMillis(200), 16, 8);
  }
}
