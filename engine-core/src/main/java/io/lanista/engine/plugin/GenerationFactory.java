package io.lanista.engine.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Stage;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.plugin.PluginInfo;
import io.lanista.ports.plugin.PluginSettings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pf4j.PluginRuntimeException;

/** Makes a generation of an artifact, completely or not at all. */
final class GenerationFactory {
  private static final Logger LOG = System.getLogger(GenerationFactory.class.getName());

  /** How the names of private copies begin. */
  static final String COPY = "plugin-";

  private final Path work;
  private final Map<String, Map<String, String>> settings;
  private final Clock clock;
  private final PluginLimits limits;
  private final ArtifactLimits artifactLimits;

  GenerationFactory(
      Path work,
      Map<String, Map<String, String>> settings,
      Clock clock,
      PluginLimits limits,
      ArtifactLimits artifactLimits) {
    this.work = work;
    this.settings = Map.copyOf(settings);
    this.clock = clock;
    this.limits = limits;
    this.artifactLimits = artifactLimits;
  }

  /** Which plugin an artifact is, without loading it. */
  Descriptor describe(Path file) throws PluginRefusedException {
    try (Artifact artifact = Artifact.open(file, artifactLimits)) {
      return artifact.descriptor();
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /**
   * Makes a generation.
   *
   * @param source the file that is read
   * @param artifact the file the generation is of: another one while that is being installed
   * @throws PluginRefusedException with everything that preflight found, before any of its code ran
   */
  Generation build(Path source, Path artifact, int number) throws PluginRefusedException {
    // Else the platform keeps a plugin's jars open behind our back after its loader is closed.
    URLConnection.setDefaultUseCaches("jar", false);
    Path unpacked = null;
    try {
      Files.createDirectories(work);
      unpacked = Files.createTempDirectory(work, COPY);
      Descriptor descriptor = preflight(source, unpacked);
      return load(descriptor, number, artifact, unpacked);
    } catch (IOException unreadable) {
      discard(unpacked);
      throw unreadable(unreadable);
    } catch (PluginRuntimeException strange) {
      discard(unpacked);
      throw new PluginRefusedException(
          "PF4J cannot load it (" + strange.getMessage() + "). Build it again.");
    } catch (PluginRefusedException | RuntimeException | Error refused) {
      discard(unpacked);
      throw refused;
    }
  }

  private Descriptor preflight(Path source, Path unpacked)
      throws IOException, PluginRefusedException {
    List<String> problems = new ArrayList<>();
    Optional<Descriptor> descriptor = Optional.empty();
    try (Artifact artifact = Artifact.open(source, artifactLimits)) {
      try {
        descriptor = Optional.of(artifact.descriptor());
      } catch (PluginRefusedException refused) {
        problems.addAll(refused.problems());
      }
      artifact.unpackTo(unpacked);
    }
    problems.addAll(Content.problems(unpacked, artifactLimits));
    if (!problems.isEmpty()) {
      throw new PluginRefusedException(problems);
    }
    return descriptor.orElseThrow();
  }

  private Generation load(Descriptor descriptor, int number, Path file, Path unpacked)
      throws PluginRefusedException {
    IsolatedPlugin isolated = new IsolatedPlugin(unpacked);
    PluginThreads threads = new PluginThreads(descriptor.id(), isolated.loader(), limits);
    try {
      Class<? extends EnginePlugin> type =
          guarded(descriptor, threads, "load", () -> pluginClass(isolated, isolated.loader()));
      EnginePlugin plugin =
          guarded(descriptor, threads, "constructor", () -> create(type, descriptor));
      NamedContributions contributions = new NamedContributions();
      guarded(
          descriptor,
          threads,
          "contribute",
          () -> {
            plugin.contribute(contributions);
            return contributions;
          });
      contributions.close();
      if (contributions.labels().isEmpty()) {
        throw new PluginRefusedException(
            type.getName() + " contributes nothing. Name something in its contribute().");
      }
      return new Generation(
          descriptor, number, file, unpacked, isolated, threads, limits, plugin, contributions);
    } catch (PluginRefusedException | RuntimeException | Error failed) {
      Generation.dispose(threads, isolated, unpacked, descriptor.id());
      throw failed;
    }
  }

  // Standalone: a child of the engine's injector would keep the plugin's class loader for good.
  private EnginePlugin create(Class<? extends EnginePlugin> type, Descriptor descriptor) {
    PluginSettings own =
        new PluginSettings(descriptor.id(), settings.getOrDefault(descriptor.id(), Map.of()));
    return Guice.createInjector(
            Stage.PRODUCTION,
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(PluginSettings.class).toInstance(own);
                bind(PluginInfo.class)
                    .toInstance(new PluginInfo(descriptor.id(), descriptor.version()));
                bind(Clock.class).toInstance(clock);
              }
            })
        .getInstance(type);
  }

  // PF4J passes over a listed class that cannot be loaded, so each is loaded here, and told about.
  private static Class<? extends EnginePlugin> pluginClass(
      IsolatedPlugin isolated, ClassLoader loader) throws PluginRefusedException {
    List<Class<? extends EnginePlugin>> found = new ArrayList<>();
    for (String name : isolated.extensions()) {
      Class<?> type;
      try {
        type = loader.loadClass(name);
      } catch (ClassNotFoundException stale) {
        throw new PluginRefusedException(
            "Its extension index lists "
                + name
                + ", which is not in it. Build it again from clean.");
      } catch (LinkageError broken) {
        throw new PluginRefusedException(
            "Its class "
                + name
                + " cannot be loaded ("
                + broken
                + "). What it extends must be in its lib/, or be one of the ports.");
      }
      if (EnginePlugin.class.isAssignableFrom(type)) {
        found.add(type.asSubclass(EnginePlugin.class));
      }
    }
    if (found.size() != 1) {
      throw new PluginRefusedException(
          "It needs one class annotated @Extension that implements EnginePlugin; found "
              + (found.isEmpty() ? "none" : found)
              + " among "
              + isolated.extensions()
              + ".");
    }
    return found.get(0);
  }

  private <R> R guarded(Descriptor descriptor, PluginThreads threads, String what, Callable<R> step)
      throws PluginRefusedException {
    try {
      return threads.run("plugin", what, limits.load(), step);
    } catch (PluginThrew threw) {
      if (threw.stack().isEmpty()) {
        throw new PluginRefusedException("It failed in its " + what + ": " + threw.words());
      }
      LOG.log(
          Level.ERROR,
          "Plugin {0} failed in its {1}: {2}",
          descriptor.id(),
          what,
          threw.stack().strip());
      throw new PluginRefusedException(
          "It failed in its " + what + ": " + threw.words() + " The log has the details.");
    } catch (PluginThreads.Answered answered) {
      if (answered.exception() instanceof PluginRefusedException refused) {
        throw refused;
      }
      throw new PluginRefusedException(
          "It failed in its " + what + ": " + answered.exception().getMessage());
    } catch (Unanswered | EngineException late) {
      throw new PluginRefusedException(late.getMessage() + " It must start without waiting.");
    }
  }

  private static PluginRefusedException unreadable(IOException failed) {
    return new PluginRefusedException(
        "It cannot be read or unpacked ("
            + failed
            + "). Check that the server may read it, may write to its data folder, and that the"
            + " disk has room.");
  }

  private static void discard(Path unpacked) {
    if (unpacked != null && Files.exists(unpacked)) {
      Generation.delete(unpacked);
    }
  }
}
