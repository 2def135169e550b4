package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * Loads plugins and answers for them. One that cannot be loaded becomes a {@link PluginProblem};
 * the others serve. Thread-safe: loading is done one at a time, leases are taken meanwhile without
 * waiting.
 */
public final class PluginHost implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PluginHost.class.getName());

  // Some are always waiting for the next garbage collection.
  private static final int LOADERS_LEFT = 16;

  private final Path folder;
  private final Path work;
  private final PluginLimits limits;
  private final GenerationFactory factory;
  private final RetiredLoaders retired = new RetiredLoaders();
  private final Registry<MatchmakingPolicy> matchmaking;
  private final Registry<GameRunner> runners;
  // All changed under this object's lock, which is held while an old generation drains; what is
  // asked meanwhile reads without it, so these are replaced or concurrent.
  private final Map<String, Integer> lastNumber = new TreeMap<>();
  private final Map<Path, PluginProblem> problems = new ConcurrentSkipListMap<>();
  private volatile Map<String, Generation> serving = Map.of();
  private volatile Contributed contributed = Contributed.NOTHING;

  /**
   * @param folder where plugins are put, zip or jar each; need not exist
   * @param work a folder for unpacked copies, no other server's; left-over copies are deleted at
   *     start
   * @param settings what the operator configured, by plugin id
   */
  public PluginHost(
      Path folder,
      Path work,
      Map<String, Map<String, String>> settings,
      Clock clock,
      PluginLimits limits) {
    this(
        folder,
        work,
        limits,
        new GenerationFactory(work, settings, clock, limits, ArtifactLimits.DEFAULT));
  }

  PluginHost(Path folder, Path work, PluginLimits limits, GenerationFactory factory) {
    this.folder = folder;
    this.work = work;
    this.limits = limits;
    this.factory = factory;
    this.matchmaking =
        new GenerationRegistry<>(NamedContributions.MATCHMAKING, () -> contributed.matchmaking());
    this.runners = new GenerationRegistry<>(NamedContributions.RUNNER, () -> contributed.runners());
  }

  /**
   * Loads every zip and jar in the folder, in the order of their names. Called once; what could not
   * be loaded is in {@link #problems()} afterwards.
   */
  public synchronized void start() {
    leftovers().forEach(Generation::delete);
    for (Path artifact : artifacts()) {
      load(artifact);
    }
  }

  public Registry<MatchmakingPolicy> matchmaking() {
    return matchmaking;
  }

  public Registry<GameRunner> runners() {
    return runners;
  }

  /** Loads one more artifact. An id that serves already is refused: that is a reload. */
  public synchronized Optional<PluginProblem> load(Path artifact) {
    Optional<String> id = Optional.empty();
    try {
      Descriptor descriptor = factory.describe(artifact);
      id = Optional.of(descriptor.id());
      Generation other = serving.get(descriptor.id());
      if (other != null) {
        throw new PluginRefusedException(
            "Its id is "
                + descriptor.id()
                + ", which "
                + other.artifact().getFileName()
                + " (version "
                + other.descriptor().version()
                + ") has too. Keep one of the two files.");
      }
      install(artifact, descriptor.id(), Optional.empty());
      problems.remove(artifact);
      return Optional.empty();
    } catch (PluginRefusedException refused) {
      PluginProblem problem = new PluginProblem(id, artifact, refused.getMessage());
      problems.put(artifact, problem);
      return Optional.of(problem);
    }
  }

  /**
   * Replaces a plugin by what its artifact is now. The new generation is built completely before
   * any name changes; if that fails, the old one goes on serving. Returns when the old one has
   * ended, which takes as long as its leases, up to the drain deadline.
   *
   * @return why it was not replaced
   * @throws EngineException PLUGIN_NOT_FOUND if no such plugin serves
   */
  public synchronized Optional<PluginProblem> reload(String id) {
    Generation old = serving(id);
    try {
      Descriptor descriptor = factory.describe(old.artifact());
      if (!descriptor.id().equals(id)) {
        throw new PluginRefusedException(
            "It is now plugin "
                + descriptor.id()
                + ", not "
                + id
                + ". Put it into a file of its own, or unload "
                + id
                + " first.");
      }
      install(old.artifact(), id, Optional.of(old));
    } catch (PluginRefusedException refused) {
      return Optional.of(
          new PluginProblem(
              Optional.of(id),
              old.artifact(),
              refused.getMessage()
                  + " Version "
                  + old.descriptor().version()
                  + " goes on serving."));
    }
    end(old, limits.drain());
    return Optional.empty();
  }

  /**
   * Takes a plugin out of service; its file stays where it is. Returns as {@link #reload} does.
   *
   * @throws EngineException PLUGIN_NOT_FOUND if no such plugin serves
   */
  public synchronized void unload(String id) {
    Generation old = serving(id);
    Map<String, Generation> next = new TreeMap<>(serving);
    next.remove(id);
    contributed = of(next.values());
    serving = next;
    end(old, limits.drain());
  }

  /** What is loaded and what is not, by file name. */
  public List<PluginStatus> plugins() {
    List<PluginStatus> all = new ArrayList<>();
    for (Generation each : serving.values()) {
      boolean stuck = each.threads().failed();
      all.add(
          new PluginStatus(
              Optional.of(each.descriptor().id()),
              Optional.of(each.descriptor().version()),
              each.number(),
              stuck ? PluginStatus.State.STUCK : PluginStatus.State.SERVING,
              each.contributions().labels(),
              each.artifact(),
              stuck ? Optional.of("It " + each.threads().stuckMessage()) : Optional.empty()));
    }
    for (PluginProblem each : problems.values()) {
      all.add(
          new PluginStatus(
              each.plugin(),
              Optional.empty(),
              0,
              PluginStatus.State.REFUSED,
              List.of(),
              each.artifact(),
              Optional.of(each.message())));
    }
    all.sort(Comparator.comparing(PluginStatus::artifact));
    return all;
  }

  /** What was not loaded, and why. */
  public List<PluginProblem> problems() {
    return List.copyOf(problems.values());
  }

  /** Class loaders of ended generations that are still in memory, for the metrics. */
  public int uncollectedLoaders() {
    return retired.uncollected();
  }

  /** Ends every plugin without waiting for leases: whoever uses plugins is stopped before. */
  @Override
  public synchronized void close() {
    List<Generation> all = List.copyOf(serving.values());
    serving = Map.of();
    contributed = Contributed.NOTHING;
    for (Generation each : all) {
      end(each, Duration.ZERO);
    }
  }

  private void install(Path artifact, String id, Optional<Generation> old)
      throws PluginRefusedException {
    int number = lastNumber.getOrDefault(id, 0) + 1;
    Generation built = factory.build(artifact, number);
    if (!built.descriptor().id().equals(id)) {
      end(built, Duration.ZERO);
      throw new PluginRefusedException("It changed while it was loaded; load it again.");
    }
    // The new one last, so that a conflict is told as its own.
    Map<String, Generation> next = new LinkedHashMap<>(serving);
    next.remove(id);
    next.put(id, built);
    try {
      contributed = Contributed.by(next.values());
    } catch (PluginRefusedException conflict) {
      end(built, Duration.ZERO);
      throw conflict;
    }
    serving = new TreeMap<>(next);
    lastNumber.put(id, number);
    LOG.log(
        Level.INFO,
        "Plugin {0} {1} serves {2}{3}.",
        id,
        built.descriptor().version(),
        String.join(", ", built.contributions().labels()),
        old.isPresent() ? " (generation " + number + ")" : "");
  }

  private void end(Generation old, Duration drain) {
    old.retire();
    retired.watch(old.loader());
    old.end(drain);
    int left = retired.uncollected();
    if (left > LOADERS_LEFT) {
      LOG.log(
          Level.WARNING,
          "{0} class loaders of ended plugins are still in memory. If this number keeps growing with"
              + " reloads, something holds on to a plugin; restart the server to free it.",
          left);
    }
  }

  private Generation serving(String id) {
    Generation found = serving.get(id);
    if (found == null) {
      throw new EngineException(
          ErrorCode.PLUGIN_NOT_FOUND,
          "No plugin '"
              + id
              + "' is loaded; there is: "
              + String.join(", ", serving.keySet())
              + ".");
    }
    return found;
  }

  private static Contributed of(Collection<Generation> fewer) {
    try {
      return Contributed.by(fewer);
    } catch (PluginRefusedException impossible) {
      throw new IllegalStateException("Fewer plugins cannot conflict more.", impossible);
    }
  }

  private List<Path> artifacts() {
    if (!Files.isDirectory(folder)) {
      LOG.log(Level.WARNING, "There is no plugins folder {0}; no plugin is loaded.", folder);
      return List.of();
    }
    return list(folder).stream()
        .filter(
            file -> {
              String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
              return name.endsWith(".zip") || name.endsWith(".jar");
            })
        .toList();
  }

  // Copies that a server which was killed did not delete.
  private List<Path> leftovers() {
    if (!Files.isDirectory(work)) {
      return List.of();
    }
    return list(work).stream()
        .filter(copy -> copy.getFileName().toString().startsWith(GenerationFactory.COPY))
        .toList();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the folder " + folder, unreadable);
    }
  }
}
