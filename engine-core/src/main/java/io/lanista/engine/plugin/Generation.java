package io.lanista.engine.plugin;

import io.lanista.ports.plugin.EnginePlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plugin, loaded once: its private copy, class loader, threads and contributions. Reloading makes
 * another one beside it. Thread-safe; it ends by {@link #retire()}, then {@link #end}.
 */
final class Generation {
  private static final Logger LOG = System.getLogger(Generation.class.getName());
  private static final Duration THREADS_END = Duration.ofSeconds(1);

  private final Descriptor descriptor;
  private final int number;
  private final Path artifact;
  private final Path unpacked;
  private final IsolatedPlugin isolated;
  private final PluginThreads threads;
  private final PluginLimits limits;
  private final EnginePlugin plugin;
  private final NamedContributions contributions;
  private final LeaseCount leases = new LeaseCount();

  Generation(
      Descriptor descriptor,
      int number,
      Path artifact,
      Path unpacked,
      IsolatedPlugin isolated,
      PluginThreads threads,
      PluginLimits limits,
      EnginePlugin plugin,
      NamedContributions contributions) {
    this.descriptor = descriptor;
    this.number = number;
    this.artifact = artifact;
    this.unpacked = unpacked;
    this.isolated = isolated;
    this.threads = threads;
    this.limits = limits;
    this.plugin = plugin;
    this.contributions = contributions;
  }

  Descriptor descriptor() {
    return descriptor;
  }

  int number() {
    return number;
  }

  Path artifact() {
    return artifact;
  }

  ClassLoader loader() {
    return isolated.loader();
  }

  PluginThreads threads() {
    return threads;
  }

  NamedContributions contributions() {
    return contributions;
  }

  LeaseCount leases() {
    return leases;
  }

  /** Lets no more leases be taken. Whoever wants the name must find another generation by now. */
  void retire() {
    leases.retire();
  }

  /** Waits for the leases, then stops everything, whatever of it fails. */
  void end(Duration drain) {
    if (!leases.awaitDrained(drain)) {
      LOG.log(
          Level.WARNING,
          "Plugin {0} (generation {1}) was still in use after {2} s and is stopped now; what used"
              + " it fails with a message that says so.",
          descriptor.id(),
          number,
          drain.toSeconds());
    }
    try {
      threads.run(
          "plugin",
          "close",
          limits.load(),
          () -> {
            plugin.close();
            return null;
          });
    } catch (PluginThrew threw) {
      Boundary.failed(descriptor.id(), "plugin", "close", threw);
    } catch (PluginThreads.Answered | RuntimeException late) {
      LOG.log(Level.WARNING, late.getMessage());
    } finally {
      dispose(threads, isolated, unpacked, descriptor.id());
    }
  }

  /** Frees what was built, in whatever order it fails: threads, class loader, private copy. */
  static void dispose(PluginThreads threads, IsolatedPlugin isolated, Path unpacked, String id) {
    try {
      if (!threads.stop(THREADS_END)) {
        LOG.log(
            Level.WARNING,
            "A thread of plugin {0} does not end; its memory is held until the server restarts.",
            id);
      }
    } finally {
      try {
        isolated.dispose();
      } finally {
        delete(unpacked);
      }
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : List.copyOf(files.sorted(Comparator.reverseOrder()).toList())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException left) {
      LOG.log(Level.WARNING, "Could not delete {0}: {1}", folder, left.getMessage());
    }
  }
}
