package io.lanista.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.replay.InvalidReplayException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin can do to its callers, and what it can see. */
class PluginBoundaryTest {
  private static final PluginLimits PATIENT = TestPlugins.PATIENT;
  private static final PluginLimits IMPATIENT =
      new PluginLimits(
          Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofMillis(10), 16, 2);

  @TempDir Path temp;
  private PluginHost host;

  @AfterEach
  void stop() {
    System.setProperty("lanista.test.release", "true");
    try {
      host.close();
    } finally {
      System.clearProperty("lanista.test.release");
    }
  }

  private Lease<GameRunner> load(PluginForge forge, PluginLimits limits) {
    TestPlugins plugins = new TestPlugins(temp);
    forge.zip(plugins.folder());
    PluginForge.plugin("neighbour").zip(plugins.folder());
    host = plugins.host(Map.of(), limits);
    assertThat(host.problems()).isEmpty();
    return host.runners().lease("p");
  }

  private static String agentKey(Lease<GameRunner> lease) {
    return lease.<String, RuntimeException>call(
        "agentKey", game -> ((CoordinatedGame) game).agentKey("A#1"));
  }

  private void neighbourServes() {
    try (Lease<GameRunner> neighbour = host.runners().lease("neighbour")) {
      assertThat(agentKey(neighbour)).isEqualTo("A#1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new IllegalStateException(\"x\")",
        "new StackOverflowError()",
        "new OutOfMemoryError(\"pretended\")",
        "new NoClassDefFoundError(\"com/example/Missing\")",
        "new java.io.IOException(\"not declared by the port\")",
        "new Throwable()"
      })
  void whateverItThrowsFailsThisCallAndNamesThePlugin(String thrown) {
    try (Lease<GameRunner> lease =
        load(PluginForge.plugin("p").part("agentKey", "throw sneak(" + thrown + ");"), PATIENT)) {

      assertThatThrownBy(() -> agentKey(lease))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLUGIN_FAILED))
          .hasMessageStartingWith("Plugin p (runner p) failed in 'agentKey' with java.")
          .hasNoCause();

      assertThat(lease.<String, RuntimeException>call("game", GameRunner::game)).isEqualTo("melee");
      neighbourServes();
    }
  }

  @Test
  void anyOtherCallbackIsGuardedToo() {
    String fail = "throw new IllegalStateException();";
    PluginForge forge = PluginForge.plugin("p");
    for (String part : new String[] {"open", "briefing", "reconcile", "replays", "close"}) {
      forge.part(part, fail);
    }
    try (Lease<GameRunner> lease = load(forge, PATIENT)) {
      CoordinatedCall[] calls = {
        game -> game.briefing(null, null),
        game -> game.reconcile(null, null),
        game -> game.replays()
      };
      for (CoordinatedCall call : calls) {
        assertThatThrownBy(() -> lease.call("it", game -> call.on((CoordinatedGame) game)))
            .isInstanceOf(EngineException.class)
            .hasMessageContaining("Plugin p (runner p) failed in 'it'");
      }
    }
    try (var policy = host.matchmaking().lease("p")) {
      assertThatThrownBy(() -> policy.call("open", p -> p.open(new QueueName("q"))))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("Plugin p (matchmaking p) failed in 'open'");
    }
    host.disable("p");
    neighbourServes();
  }

  private interface CoordinatedCall {
    Object on(CoordinatedGame game);
  }

  @Test
  void whatThePortDeclaresComesThroughUnchanged() {
    PluginForge forge =
        PluginForge.plugin("p")
            .part(
                "agentKey",
                "throw new EngineException(ErrorCode.INVALID_CONNECT_CODE, \"no code\");")
            .part("game", "throw sneak(new InvalidReplayException(\"no replay\"));");
    try (Lease<GameRunner> lease = load(forge, PATIENT)) {
      assertThatThrownBy(() -> agentKey(lease))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONNECT_CODE))
          .hasMessage("no code");
      assertThatThrownBy(() -> lease.call("game", GameRunner::game))
          .isInstanceOf(InvalidReplayException.class)
          .hasMessage("no replay");
    }
  }

  @Test
  void aCallThatHangsFailsAtItsLimitAndIsInterrupted() {
    PluginForge forge =
        PluginForge.plugin("p")
            .part(
                "agentKey",
                "try { Thread.sleep(600_000); } catch (InterruptedException e) {"
                    + " System.setProperty(\"lanista.test.interrupted\", \"true\"); }");
    try (Lease<GameRunner> lease = load(forge, IMPATIENT)) {
      assertThatThrownBy(() -> agentKey(lease))
          .isInstanceOf(EngineException.class)
          .hasMessage("Plugin p (runner p) did not answer 'agentKey' within 200 ms.");
      assertThat(lease.<String, RuntimeException>call("game", GameRunner::game)).isEqualTo("melee");
    }
    host.close();
    assertThat(System.clearProperty("lanista.test.interrupted")).isEqualTo("true");
  }

  @Test
  void aPluginWhoseCallsNeverComeBackIsNotCalledAgain() {
    try (Lease<GameRunner> lease =
        load(PluginForge.plugin("p").part("agentKey", "spin();"), IMPATIENT)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> agentKey(lease)).hasMessageContaining("did not answer");
      }

      assertThatThrownBy(() -> lease.call("game", GameRunner::game))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("Plugin p is stuck: 2 of its calls never came back. Restart");
      assertThat(host.plugins())
          .filteredOn(plugin -> plugin.id().equals(java.util.Optional.of("p")))
          .extracting(PluginStatus::state)
          .containsExactly(PluginStatus.State.STUCK);
      neighbourServes();
    }
  }

  @Test
  void callersThatAreStoppedDoNotWait() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicReference<Throwable> answer = new AtomicReference<>();
    PluginForge forge =
        PluginForge.plugin("p")
            .part("agentKey", "try { Thread.sleep(600_000); } catch (InterruptedException e) {}");
    try (Lease<GameRunner> lease = load(forge, PATIENT)) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  agentKey(lease);
                } catch (EngineException stopped) {
                  answer.set(stopped);
                }
                answered.countDown();
              },
              "caller");
      caller.start();
      caller.interrupt();
      answered.await();
      caller.join();
    }
    assertThat(answer.get())
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
  }

  @Test
  void runsOnThreadsOfItsOwnWithItsOwnContextLoader() {
    PluginForge forge =
        PluginForge.plugin("p")
            .part(
                "agentKey",
                "Thread t = Thread.currentThread(); return t.getName() + t.isDaemon() +"
                    + " (t.getContextClassLoader() == getClass().getClassLoader());");
    try (Lease<GameRunner> lease = load(forge, PATIENT)) {
      assertThat(agentKey(lease)).matches("plugin-p-\\d+truetrue");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.google.inject.Guice",
        "io.lanista.engine.plugin.PluginHost",
        "org.pf4j.processor.ExtensionAnnotationProcessor",
        "org.assertj.core.api.Assertions"
      })
  void doesNotSeeTheEngine(String name) {
    assertThat(triesToLoad(name)).startsWith("java.lang.ClassNotFoundException: " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.lanista.ports.queue.Candidate",
        "org.pf4j.Extension",
        "org.slf4j.Logger",
        "jakarta.inject.Inject",
        "java.sql.Connection",
        "test.ThePlugin"
      })
  void seesThePortsThePlatformAndItself(String name) {
    assertThat(triesToLoad(name)).isEqualTo("seen");
  }

  private String triesToLoad(String name) {
    PluginForge forge =
        PluginForge.plugin("p")
            .part(
                "agentKey",
                "try { Class.forName(\""
                    + name
                    + "\"); return \"seen\"; } catch (ClassNotFoundException e) { return"
                    + " e.toString(); }");
    try (Lease<GameRunner> lease = load(forge, PATIENT)) {
      return agentKey(lease);
    }
  }
}
