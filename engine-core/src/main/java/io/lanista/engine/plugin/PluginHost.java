package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.room.RoomFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * Loads plugins and answers for them. One that cannot be loaded becomes a {@link PluginProblem};
 * the others serve. Thread-safe: changes are made one at a time, leases are taken meanwhile without
 * waiting.
 */
public final class PluginHost implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PluginHost.class.getName());

  /** The most bytes a plugin's file may have. */
  public static final long MOST_BYTES = ArtifactLimits.DEFAULT.fileBytes();

  // Some are always waiting for the next garbage collection.
  private static final int LOADERS_LEFT = 16;

  /**
   * So many generations may be gone with every thread stuck that they may leave stuck; then no more
   * is loaded.
   */
  private static final int STUCK_GENERATIONS = 4;

  private final PluginFolder folder;
  private final Path work;
  private final PluginLimits limits;
  private final GenerationFactory factory;
  private final DisabledPlugins disabled;
  private final ServingGenerations serving;
  private final RetiredLoaders retired = new RetiredLoaders();
  private final OneOperator operator = new OneOperator();
  // Changed by whoever holds the operator's lock; read by anyone.
  private final Map<String, Integer> lastNumber = new HashMap<>();
  private final Map<Path, PluginProblem> problems = new ConcurrentSkipListMap<>();
  private final Map<String, String> notReplaced = new ConcurrentHashMap<>();

  /**
   * @param folder where plugins are put, zip or jar each; need not exist
   * @param work a folder for unpacked copies, no other server's; left-over copies are deleted at
   *     start
   * @param disabled which plugins are not loaded though they are there
   * @param settings what the operator configured, by plugin id
   */
  public PluginHost(
      Path folder,
      Path work,
      DisabledPlugins disabled,
      Map<String, Map<String, String>> settings,
      Clock clock,
      PluginLimits limits) {
    this(
        new PluginFolder(folder, ArtifactLimits.DEFAULT),
        work,
        disabled,
        limits,
        new GenerationFactory(work, settings, clock, limits, ArtifactLimits.DEFAULT));
  }

  PluginHost(
      PluginFolder folder,
      Path work,
      DisabledPlugins disabled,
      PluginLimits limits,
      GenerationFactory factory) {
    this.folder = folder;
    this.work = work;
    this.disabled = disabled;
    this.limits = limits;
    this.factory = factory;
    this.serving = new ServingGenerations(disabled::ids);
  }

  /**
   * Loads every zip and jar in the folder that is not disabled, in the order of their names. Called
   * once; what could not be loaded is in {@link #problems()} afterwards.
   */
  public void start() {
    operator.alone(
        "the start",
        () -> {
          leftovers().forEach(Generation::delete);
          if (!folder.exists()) {
            LOG.log(
                Level.WARNING,
                "There is no plugins folder {0}; no plugin is loaded.",
                folder.path());
            return null;
          }
          folder.deleteHalfWritten();
          Map<String, PluginFolder.Found> newest = folder.newest();
          folder.artifacts().forEach(artifact -> loadNewest(artifact, newest));
          return null;
        });
  }

  public Registry<MatchmakingPolicy> matchmaking() {
    return serving.matchmaking();
  }

  public Registry<GameRunner> runners() {
    return serving.runners();
  }

  public Registry<RoomFormat> roomFormats() {
    return serving.roomFormats();
  }

  /** Loads one more artifact. An id that serves already is refused: that is a reload. */
  public Optional<PluginProblem> load(Path artifact) {
    return operator.alone("the loading of " + artifact.getFileName(), () -> loadAlone(artifact));
  }

  /**
   * Replaces a plugin by what its file in the folder is now; one that was refused is tried again.
   * The new generation is built completely before any name changes; if that fails, the old one goes
   * on serving. Returns when the old one has ended, which takes as long as its leases, up to the
   * drain deadline.
   *
   * @return why it was not replaced
   * @throws EngineException PLUGIN_NOT_FOUND if there is no such plugin, PLUGIN_REFUSED if it is
   *     disabled, BUSY if another change takes long
   */
  public Optional<PluginProblem> reload(String id) {
    return operator.alone(
        "the reload of " + id,
        () -> {
          require(id);
          if (disabled.contains(id)) {
            throw new EngineException(
                ErrorCode.PLUGIN_REFUSED,
                "Plugin " + id + " is disabled. Enable it; that loads what its file is now.");
          }
          return refresh(id);
        });
  }

  /**
   * Takes a plugin out of service, for good: it is not loaded at the next start either. Its file
   * stays where it is. What was being asked of it is answered; what is asked from now on is refused
   * with a reason. Returns as {@link #reload} does. Doing it again changes nothing.
   *
   * @throws EngineException PLUGIN_NOT_FOUND, BUSY, or STORAGE_UNAVAILABLE if that cannot be
   *     written down
   */
  public void disable(String id) {
    operator.alone(
        "the disabling of " + id,
        () -> {
          require(id);
          remember(() -> disabled.add(id));
          problems.values().removeIf(problem -> problem.plugin().equals(Optional.of(id)));
          notReplaced.remove(id);
          serving.find(id).ifPresent(this::takeOut);
          LOG.log(Level.INFO, "Plugin {0} is disabled.", id);
          return null;
        });
  }

  /**
   * Takes a disabled plugin back into service, as its file is now. Doing it again changes nothing.
   *
   * @return why it could not be loaded; it stays disabled then
   * @throws EngineException as {@link #disable}
   */
  public Optional<PluginProblem> enable(String id) {
    return operator.alone(
        "the enabling of " + id,
        () -> {
          require(id);
          if (serving.find(id).isPresent()) {
            remember(() -> disabled.remove(id));
            return Optional.empty();
          }
          Optional<PluginProblem> problem = refresh(id);
          if (problem.isEmpty()) {
            remember(() -> disabled.remove(id));
          }
          return problem;
        });
  }

  /**
   * Installs a plugin: tries it, puts it into the folder in one step, and lets it serve in place of
   * the installed one of its id, whose file is deleted. Nothing is touched unless it can serve. A
   * disabled plugin is replaced and stays disabled.
   *
   * @param upload a zip or jar; stays where it is
   * @param force also if the same version or a newer one is installed
   * @return what is installed now
   * @throws EngineException PLUGIN_REFUSED with everything that is wrong with it, PLUGIN_CONFLICT
   *     without {@code force}, BUSY, or STORAGE_UNAVAILABLE if it cannot be put into the folder
   */
  public PluginStatus install(Path upload, boolean force) {
    return operator.alone(
        "an install",
        () -> {
          try {
            return new Installation(folder, disabled, serving).run(this, upload, force);
          } catch (PluginRefusedException refused) {
            throw new EngineException(
                ErrorCode.PLUGIN_REFUSED, "Not installed. " + refused.getMessage());
          } catch (IOException failed) {
            LOG.log(Level.ERROR, "A plugin could not be put into " + folder.path(), failed);
            throw new EngineException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "Not installed: the plugins folder cannot be written ("
                    + failed.getClass().getSimpleName()
                    + "). See that it exists, that the server may write to it, and that its disk"
                    + " has room.");
          }
        });
  }

  /** What is loaded and what is not, by file name. */
  public List<PluginStatus> plugins() {
    List<PluginStatus> all = new ArrayList<>();
    for (Generation each : serving.all()) {
      String id = each.descriptor().id();
      all.add(PluginStatus.of(each, Optional.ofNullable(notReplaced.get(id)).stream().toList()));
    }
    for (String id : disabled.ids()) {
      if (serving.find(id).isEmpty()) {
        all.add(disabledNow(id));
      }
    }
    problems.values().stream().map(PluginStatus::refused).forEach(all::add);
    all.sort(Comparator.comparing(PluginStatus::artifact));
    return all;
  }

  /** How many {@link #plugins} there are in a state. Opens no file, so that anyone may ask. */
  public long count(PluginStatus.State state) {
    return switch (state) {
      case SERVING -> serving.all().stream().filter(each -> !each.threads().failed()).count();
      case STUCK -> serving.all().stream().filter(each -> each.threads().failed()).count();
      case DISABLED -> disabled.ids().stream().filter(id -> serving.find(id).isEmpty()).count();
      case REFUSED -> problems.size();
    };
  }

  private PluginStatus disabledNow(String id) {
    Path file = folder.fileOf(id).orElse(folder.path());
    try {
      return PluginStatus.disabled(
          id, Optional.of(factory.describe(file).version()), file, List.of());
    } catch (PluginRefusedException refused) {
      return PluginStatus.disabled(id, Optional.empty(), file, refused.problems());
    }
  }

  /**
   * One plugin: of several files with its id, the one that serves.
   *
   * @throws EngineException PLUGIN_NOT_FOUND
   */
  public PluginStatus plugin(String id) {
    return plugins().stream()
        .filter(plugin -> plugin.id().equals(Optional.of(id)))
        .min(Comparator.comparing(PluginStatus::state))
        .orElseThrow(() -> unknown(id));
  }

  /** What was not loaded, and why. */
  public List<PluginProblem> problems() {
    return List.copyOf(problems.values());
  }

  /** Ended generations whose class loaders are still in memory. */
  public List<OldGeneration> oldGenerations() {
    return retired.uncollected();
  }

  /** How many threads are held by calls that never came back, of old generations too. */
  public int abandonedCalls() {
    return serving.all().stream().mapToInt(each -> each.threads().abandoned().size()).sum()
        + abandonedByOld();
  }

  /** Ends every plugin without waiting for leases: whoever uses plugins is stopped before. */
  @Override
  public void close() {
    operator.last(
        () -> {
          List<Generation> all = List.copyOf(serving.all());
          all.forEach(each -> serving.remove(each.descriptor().id()));
          all.forEach(each -> end(each, Duration.ZERO));
        });
  }

  /** Builds the next generation of a plugin; nobody sees it yet. */
  Generation build(Path source, Path artifact, String id) throws PluginRefusedException {
    if (abandonedByOld() >= STUCK_GENERATIONS * limits.stuckCalls()) {
      throw new PluginRefusedException(
          abandonedByOld()
              + " threads are held by calls into plugins that never came back. Restart the server"
              + " before another plugin is loaded; 'lanista plugin list' shows where they are.");
    }
    Generation built = factory.build(source, artifact, lastNumber.getOrDefault(id, 0) + 1);
    if (!built.descriptor().id().equals(id)) {
      end(built, Duration.ZERO);
      throw new PluginRefusedException("It changed while it was loaded; load it again.");
    }
    return built;
  }

  /** Lets a generation serve, and ends the one it replaces. */
  void swap(Generation built, Runnable whenServing) throws PluginRefusedException {
    String id = built.descriptor().id();
    Optional<Generation> old = serving.find(id);
    try {
      serving.put(built);
    } catch (PluginRefusedException conflict) {
      end(built, Duration.ZERO);
      throw conflict;
    }
    lastNumber.put(id, built.number());
    notReplaced.remove(id);
    LOG.log(
        Level.INFO,
        "Plugin {0} {1} serves {2}{3}.",
        id,
        built.descriptor().version(),
        String.join(", ", built.contributions().labels()),
        built.number() > 1 ? " (generation " + built.number() + ")" : "");
    try {
      whenServing.run();
      // A second file of the same plugin is still a problem.
      problems
          .values()
          .removeIf(
              problem ->
                  problem.artifact().equals(built.artifact())
                      || (problem.plugin().equals(Optional.of(id))
                          && !Files.exists(problem.artifact())));
    } finally {
      // Whatever became of the files: nobody finds the old one any more, to end it later.
      old.ifPresent(each -> end(each, limits.drain()));
    }
  }

  /** Ends what does not serve any more, or never did. */
  void end(Generation old, Duration drain) {
    old.retire();
    retired.watch(old);
    old.end(drain);
    int left = retired.uncollected().size();
    if (left > LOADERS_LEFT) {
      LOG.log(
          Level.WARNING,
          "{0} class loaders of ended plugins are still in memory. If this number keeps growing"
              + " with reloads, something holds on to a plugin; restart the server to free it.",
          left);
    }
  }

  private void loadNewest(Path artifact, Map<String, PluginFolder.Found> newest) {
    try {
      Descriptor descriptor = factory.describe(artifact);
      PluginFolder.Found best = newest.get(descriptor.id());
      if (best != null && !best.file().equals(artifact)) {
        throw taken(descriptor.id(), best.file(), best.descriptor());
      }
      if (disabled.contains(descriptor.id())) {
        LOG.log(Level.INFO, "Plugin {0} is disabled and not loaded.", descriptor.id());
        return;
      }
    } catch (PluginRefusedException refused) {
      problems.put(artifact, new PluginProblem(idOf(artifact), artifact, refused.getMessage()));
      return;
    }
    loadAlone(artifact);
  }

  private Optional<PluginProblem> loadAlone(Path artifact) {
    Optional<String> id = Optional.empty();
    try {
      Descriptor descriptor = factory.describe(artifact);
      id = Optional.of(descriptor.id());
      Optional<Generation> other = serving.find(descriptor.id());
      if (other.isPresent()) {
        throw taken(descriptor.id(), other.get().artifact(), other.get().descriptor());
      }
      swap(build(artifact, artifact, descriptor.id()), () -> {});
      return Optional.empty();
    } catch (PluginRefusedException refused) {
      PluginProblem problem = new PluginProblem(id, artifact, refused.getMessage());
      problems.put(artifact, problem);
      return Optional.of(problem);
    }
  }

  private static PluginRefusedException taken(String id, Path by, Descriptor descriptor) {
    return new PluginRefusedException(
        "Its id is "
            + id
            + ", which "
            + by.getFileName()
            + " (version "
            + descriptor.version()
            + ") has too. Keep one of the two files.");
  }

  private Optional<PluginProblem> refresh(String id) {
    Optional<Generation> old = serving.find(id);
    Optional<Path> file = folder.fileOf(id);
    Path artifact = file.or(() -> old.map(Generation::artifact)).orElse(folder.path());
    try {
      if (file.isEmpty() && !Files.isRegularFile(artifact)) {
        throw new PluginRefusedException(
            "There is no file of plugin " + id + " in " + folder.path() + " any more.");
      }
      Descriptor now = factory.describe(artifact);
      if (!now.id().equals(id)) {
        throw new PluginRefusedException(
            "It is now plugin "
                + now.id()
                + ", not "
                + id
                + ". Put it into a file of its own, and "
                + id
                + " back.");
      }
      swap(build(artifact, artifact, id), () -> {});
      return Optional.empty();
    } catch (PluginRefusedException refused) {
      String goesOn =
          old.map(it -> " Version " + it.descriptor().version() + " goes on serving.").orElse("");
      String message = refused.getMessage() + goesOn;
      PluginProblem problem = new PluginProblem(Optional.of(id), artifact, message);
      LOG.log(Level.WARNING, "Plugin {0} was not loaded anew: {1}", id, message);
      if (old.isPresent()) {
        notReplaced.put(id, message);
      } else if (!disabled.contains(id)) {
        problems.put(artifact, problem);
      }
      return Optional.of(problem);
    }
  }

  private void takeOut(Generation old) {
    serving.remove(old.descriptor().id());
    end(old, limits.drain());
  }

  private Optional<String> idOf(Path artifact) {
    try {
      return Optional.of(factory.describe(artifact).id());
    } catch (PluginRefusedException unreadable) {
      return Optional.empty();
    }
  }

  private int abandonedByOld() {
    return retired.uncollected().stream().mapToInt(old -> old.abandoned().size()).sum();
  }

  private interface Remembering {
    void run() throws IOException;
  }

  private static void remember(Remembering what) {
    try {
      what.run();
    } catch (IOException failed) {
      LOG.log(Level.ERROR, "Which plugins are disabled cannot be written down.", failed);
      throw new EngineException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "Which plugins are disabled cannot be written to the data folder; nothing was disabled or"
              + " enabled for good. The log says why.");
    }
  }

  private void require(String id) {
    boolean known =
        serving.find(id).isPresent()
            || problems.values().stream().anyMatch(p -> p.plugin().equals(Optional.of(id)))
            || disabled.contains(id)
            || folder.fileOf(id).isPresent();
    if (!known) {
      throw unknown(id);
    }
  }

  private EngineException unknown(String id) {
    Set<String> known = new TreeSet<>(serving.ids());
    known.addAll(disabled.ids());
    return new EngineException(
        ErrorCode.PLUGIN_NOT_FOUND,
        "There is no plugin '"
            + (Descriptor.isId(id) ? id : "?")
            + "'; there is: "
            + String.join(", ", known)
            + ".");
  }

  // Copies and uploads that a server which was killed did not delete.
  private List<Path> leftovers() {
    if (!Files.isDirectory(work)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(
              copy -> {
                String name = copy.getFileName().toString();
                return name.startsWith(GenerationFactory.COPY)
                    || (name.startsWith("upload-") && name.endsWith(ForcedFile.PART));
              })
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the folder " + work, unreadable);
    }
  }
}
