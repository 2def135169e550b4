package io.lanista.engine.plugin;

import static io.lanista.engine.Answered.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lanista.engine.plugin.Hall.Step;
import io.lanista.engine.queue.Explanation;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every callback of every port that plugins implement, going wrong in every way: what it served
 * fails with a reason that names the plugin, and another queue goes on meanwhile. The callbacks are
 * found by reflection, so that a new one without an entry here, in {@link RoomCallbackFaultsTest}
 * for those of rooms, or in {@link HostedCallbackFaultsTest} for those of hosted games, fails.
 */
class CallbackFaultsTest extends SickAndWell {

  /** At which step of a match a faulty callback is noticed; absent if its match goes well. */
  private static final Map<String, Optional<Step>> NOTICED_AT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("MatchmakingPolicy.open", Optional.of(Step.FIRST_JOIN)),
              Map.entry("MatchmakingPolicy.usesRatings", Optional.of(Step.FIRST_JOIN)),
              Map.entry("MatchPool.offer", Optional.of(Step.FIRST_JOIN)),
              Map.entry("MatchPool.nextChange", Optional.of(Step.FIRST_JOIN)),
              // No match depends on these two: who asks is told nothing, see EXPLAINING.
              Map.entry("MatchPool.whyWaiting", Optional.empty()),
              Map.entry("MatchPool.estimatedWait", Optional.empty()),
              Map.entry("MatchPool.close", Optional.empty()),
              Map.entry("GameRunner.game", Optional.of(Step.FIRST_JOIN)),
              Map.entry("CoordinatedGame.agentKey", Optional.of(Step.FIRST_JOIN)),
              Map.entry("CoordinatedGame.briefing", Optional.of(Step.SECOND_JOIN)),
              Map.entry("CoordinatedGame.reconcile", Optional.of(Step.SECOND_REPORT)),
              Map.entry("CoordinatedGame.replays", Optional.of(Step.REPLAY)),
              Map.entry("ReplayReader.read", Optional.of(Step.REPLAY)),
              Map.entry("EnginePlugin.close", Optional.empty())));

  /** Noticed when the plugin is loaded: no match begins. */
  private static final Set<String> AT_LOAD = Set.of("EnginePlugin.contribute", "constructor");

  /** The ways to go wrong, of which {@link FaultySource} knows every one. */
  static final List<String> KINDS =
      List.of(
          "exception",
          "memory",
          "stack",
          "linkage",
          "assertion",
          "checked",
          "nasty",
          "engine",
          "hang",
          "null");

  /** What somebody who waits is told by. */
  private static final Set<String> EXPLAINING =
      Set.of("MatchPool.whyWaiting", "MatchPool.estimatedWait");

  private static final Set<String> ANSWERS_NOTHING =
      Set.of(
          "constructor",
          "EnginePlugin.contribute",
          "EnginePlugin.close",
          "MatchPool.close",
          "MatchmakingPolicy.usesRatings");

  private Hall hall;

  private void open(String callback, String kind) {
    boolean hangs = kind.equals("hang");
    Duration patient = Duration.ofSeconds(20);
    boolean inItsLife = AT_LOAD.contains(callback) || callback.startsWith("EnginePlugin.");
    open(
        callback,
        kind,
        new PluginLimits(
            hangs ? Duration.ofMillis(500) : patient,
            hangs && inItsLife ? Duration.ofSeconds(2) : patient,
            Duration.ofMillis(200),
            16,
            8));
  }

  private void open(String callback, String kind, PluginLimits limits) {
    startSick(callback, kind, limits);
    hall =
        new Hall(
            new TwoRegistries<>(host.matchmaking(), healthy.matchmaking()),
            new TwoRegistries<>(host.runners(), healthy.runners()),
            SICK,
            WELL);
    user = hall;
  }

  static Stream<Arguments> faults() {
    Set<String> callbacks = new TreeSet<>(NOTICED_AT.keySet());
    callbacks.addAll(AT_LOAD);
    return callbacks.stream()
        .flatMap(
            callback ->
                KINDS.stream()
                    .filter(kind -> !kind.equals("null") || !ANSWERS_NOTHING.contains(callback))
                    .map(kind -> Arguments.of(callback, kind)));
  }

  @Test
  void everyCallbackOfEveryPortIsTriedHere() throws Exception {
    Set<String> known = new TreeSet<>(NOTICED_AT.keySet());
    known.addAll(AT_LOAD);
    known.addAll(RoomCallbackFaultsTest.NOTICED_AT.keySet());
    known.addAll(HostedCallbackFaultsTest.NOTICED.keySet());
    known.remove("constructor");
    host = plugins.host();

    assertThat(callbacks()).isEqualTo(known);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void whatItServesFailsByNameAndTheOthersGoOn(String callback, String kind) {
    open(callback, kind);

    if (AT_LOAD.contains(callback)) {
      assertThat(host.problems())
          .singleElement()
          .extracting(PluginProblem::plugin)
          .isEqualTo(Optional.of(SICK));
      assertThat(failure(Step.FIRST_JOIN)).hasMessageContaining("'" + SICK + "'");
    } else if (NOTICED_AT.get(callback).isPresent()) {
      EngineException failure = failure(NOTICED_AT.get(callback).get());
      assertThat(failure.code()).as(failure.getMessage()).isEqualTo(ErrorCode.PLUGIN_FAILED);
      assertThat(failure).hasMessageContaining("Plugin " + SICK + " ").hasNoCause();
    } else if (EXPLAINING.contains(callback)) {
      assertThat(explained(SICK)).isEmpty();
      assertThat(explained(WELL)).isPresent();
    } else {
      assertThat(hall.walk(SICK).whole().status()).isEqualTo(MatchStatus.COMPLETED);
    }
    assertThat(hall.walk(WELL).whole().status()).isEqualTo(MatchStatus.COMPLETED);
    if (!callback.equals("EnginePlugin.close")) {
      release();
    }
    host.disable(SICK);
    assertThat(hall.walk(WELL).whole().status()).isEqualTo(MatchStatus.COMPLETED);
  }

  /** What one who waits alone is told; a second comes after it, and they play. */
  private Optional<Explanation> explained(String queue) {
    Hall.Walk walk = hall.walk(queue);
    walk.take(Step.FIRST_JOIN);
    Optional<Explanation> told = walk.explained();
    walk.take(Step.SECOND_JOIN);
    walk.take(Step.FIRST_REPORT);
    walk.take(Step.SECOND_REPORT);
    return told;
  }

  /** Walks until that step, which must be the first to fail. */
  private EngineException failure(Step step) {
    Hall.Walk walk = hall.walk(SICK);
    for (Step before : Step.values()) {
      if (before == step) {
        Throwable thrown = catchThrowable(() -> walk.take(step));
        assertThat(thrown).as("%s", step).isInstanceOf(EngineException.class);
        return (EngineException) thrown;
      }
      walk.take(before);
    }
    throw new AssertionError();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "MatchPool.offer, itself, FIRST_JOIN",
    "MatchPool.offer, holes, FIRST_JOIN",
    "MatchPool.offer, flood, FIRST_JOIN",
    "MatchPool.offer, endless, FIRST_JOIN",
    "GameRunner.game, wild, FIRST_JOIN",
    "CoordinatedGame.agentKey, empty, FIRST_JOIN",
    "CoordinatedGame.agentKey, wild, FIRST_JOIN",
    "CoordinatedGame.briefing, wild, SECOND_JOIN",
    "CoordinatedGame.reconcile, wild, SECOND_REPORT",
    "ReplayReader.read, crowd, REPLAY"
  })
  void nonsenseIsRefusedByNameAndTheOthersGoOn(String callback, String kind, Step step) {
    open(callback, kind);

    EngineException failure = failure(step);

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(ErrorCode.PLUGIN_FAILED);
    assertThat(failure).hasMessageContaining("Plugin " + SICK + " ");
    assertThat(failure.getMessage()).hasSizeLessThan(500);
    assertThat(hall.walk(WELL).whole().status()).isEqualTo(MatchStatus.COMPLETED);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "MatchPool.offer, twice",
    "MatchPool.offer, unknown",
    "MatchPool.nextChange, long ago",
    "MatchPool.nextChange, never"
  })
  void whatIsPossibleInNonsenseIsDone(String callback, String kind) {
    open(callback, kind);

    assertThat(hall.walk(SICK).whole().status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(hall.walk(SICK).whole().status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(hall.walk(WELL).whole().status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(hall.queue(SICK).size()).isZero();
  }

  @Test
  void aPolicyThatHangsDelaysItsOwnQueueAlone() {
    open("MatchPool.offer", "hang", TestPlugins.PATIENT);
    var stuck = hall.join(SICK);
    eventually("it is called", () -> host.plugin(SICK).leases() > 0);

    for (int i = 0; i < 5; i++) {
      assertThat(hall.walk(WELL).whole().status()).isEqualTo(MatchStatus.COMPLETED);
    }

    assertThat(stuck).isNotDone();
  }

  @Test
  void callsThatNeverComeBackAreShownWithWhereTheyAreUntilTheyDo() {
    open("CoordinatedGame.reconcile", "hang");
    failure(Step.SECOND_REPORT);

    assertThat(host.abandonedCalls()).isEqualTo(1);
    assertThat(host.plugin(SICK).abandoned())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.contribution()).isEqualTo("runner sick");
              assertThat(call.call()).isEqualTo("reconcile");
              assertThat(call.frame()).startsWith("test.ThePlugin.fault(ThePlugin.java:");
            });
    assertThat(host.reload(SICK)).isEmpty();
    assertThat(host.oldGenerations())
        .singleElement()
        .satisfies(old -> assertThat(old.abandoned()).hasSize(1));
    assertThat(host.abandonedCalls()).isEqualTo(1);

    release();

    eventually("it came back", () -> host.abandonedCalls() == 0);
    assertThat(TestPlugins.uncollected(host)).isZero();
  }

  @Test
  void nothingMoreIsLoadedWhenTooManyThreadsNeverCameBack() {
    open(
        "CoordinatedGame.reconcile",
        "hang",
        new PluginLimits(
            Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMillis(200), 16, 1));
    Optional<PluginProblem> refused = Optional.empty();
    for (int i = 0; i < 5 && refused.isEmpty(); i++) {
      failure(Step.SECOND_REPORT);
      refused = host.reload(SICK);
    }

    assertThat(refused)
        .hasValueSatisfying(
            problem -> assertThat(problem.message()).contains("4 threads", "Restart the server"));
    assertThat(hall.walk(WELL).whole().status()).isEqualTo(MatchStatus.COMPLETED);
  }

  /** The methods of every interface a plugin implements, as {@code Interface.method}. */
  private static Set<String> callbacks() throws Exception {
    Set<Class<?>> ports = new LinkedHashSet<>();
    Deque<Class<?>> next = new ArrayDeque<>(List.of(EnginePlugin.class));
    for (Method contribution : Contributions.class.getMethods()) {
      next.addAll(Arrays.asList(contribution.getParameterTypes()));
    }
    List<Class<?>> all = interfaces();
    while (!next.isEmpty()) {
      Class<?> port = next.pop();
      if (port.isInterface() && all.contains(port) && ports.add(port)) {
        all.stream().filter(port::isAssignableFrom).forEach(next::add);
        Arrays.stream(port.getDeclaredMethods()).map(Method::getReturnType).forEach(next::add);
      }
    }
    Set<String> callbacks = new TreeSet<>();
    for (Class<?> port : ports) {
      for (Method method : port.getDeclaredMethods()) {
        if (!Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()) {
          callbacks.add(port.getSimpleName() + "." + method.getName());
        }
      }
    }
    return callbacks;
  }

  /** Every interface of the ports. */
  private static List<Class<?>> interfaces() throws IOException, URISyntaxException {
    URI place = GameRunner.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path root = Path.of(place);
    if (Files.isDirectory(root)) {
      return interfaces(root);
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return interfaces(jar.getPath("/"));
    }
  }

  private static List<Class<?>> interfaces(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("io/lanista/ports"))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("-info"))
          .<Class<?>>map(name -> type(name.replace(".class", "").replace('/', '.')))
          .filter(Class::isInterface)
          .toList();
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
