package io.lanista.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.GameRunner;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reload and unload: what serves when, and that nothing of the old one stays. */
class PluginGenerationsTest {
  @TempDir Path temp;
  private PluginHost host;

  @BeforeEach
  void start() {
    write("one");
    host = new TestPlugins(temp).host();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private void write(String answer) {
    // A thread local keeps a class loader for as long as its thread lives.
    PluginForge.plugin("p")
        .part(
            "agentKey",
            "ThreadLocal<Object> own = new ThreadLocal<>() {}; own.set(this); return \""
                + answer
                + "\";")
        .zip(temp.resolve("plugins"));
  }

  private static String ask(Lease<GameRunner> lease) {
    return lease.<String, RuntimeException>call(
        "agentKey", game -> ((CoordinatedGame) game).agentKey("A#1"));
  }

  private String ask() {
    try (Lease<GameRunner> lease = host.runners().lease("p")) {
      return ask(lease);
    }
  }

  private void awaitCollected() {
    assertThat(TestPlugins.uncollected(host)).as("class loaders of ended generations").isZero();
  }

  @Test
  void aReloadChangesWhatTheNameStandsFor() {
    assertThat(ask()).isEqualTo("one");
    write("two");

    assertThat(host.reload("p")).isEmpty();

    assertThat(ask()).isEqualTo("two");
    assertThat(host.plugins()).singleElement().extracting(PluginStatus::generation).isEqualTo(2);
    awaitCollected();
  }

  @Test
  void aLeaseTakenBeforeAReloadKeepsItsGenerationUntilItIsClosed() throws Exception {
    ExecutorService operator = Executors.newSingleThreadExecutor();
    try {
      Future<?> reload;
      try (Lease<GameRunner> before = host.runners().lease("p")) {
        write("two");
        reload = operator.submit(() -> host.reload("p"));
        while (before.isCurrent()) {
          Thread.onSpinWait();
        }

        assertThat(ask(before)).isEqualTo("one");
        assertThat(ask()).isEqualTo("two");
        assertThat(reload.isDone()).isFalse();
      }
      reload.get(60, TimeUnit.SECONDS);
    } finally {
      operator.shutdownNow();
    }
    awaitCollected();
  }

  @Test
  void aLeaseStaysCurrentWhenOtherPluginsChange() {
    try (Lease<GameRunner> lease = host.runners().lease("p")) {
      assertThat(host.load(PluginForge.plugin("q").zip(temp.resolve("plugins")))).isEmpty();
      assertThat(lease.isCurrent()).isTrue();
      host.disable("q");
      assertThat(lease.isCurrent()).isTrue();
    }
  }

  @Test
  void aReloadThatFailsLeavesTheOldOneServing() {
    PluginForge.plugin("p")
        .part("constructor", "throw new IllegalStateException(\"new and broken\");")
        .zip(temp.resolve("plugins"));

    assertThat(host.reload("p"))
        .hasValueSatisfying(
            problem ->
                assertThat(problem.message())
                    .contains("new and broken")
                    .endsWith("Version 1.2.3 goes on serving."));

    assertThat(ask()).isEqualTo("one");
    assertThat(host.plugins()).singleElement().extracting(PluginStatus::generation).isEqualTo(1);
  }

  @Test
  void aDisabledPluginIsGoneAndItsLoaderIsCollected() {
    assertThat(ask()).isEqualTo("one");

    host.disable("p");

    assertThat(host.runners().names()).isEmpty();
    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLUGIN_FAILED))
        .hasMessageContaining("Disabled by an operator: p;");
    assertThat(host.plugin("p").state()).isEqualTo(PluginStatus.State.DISABLED);
    assertThatThrownBy(() -> host.reload("p")).hasMessageContaining("Plugin p is disabled.");
    host.disable("p");
    awaitCollected();

    assertThat(host.enable("p")).isEmpty();

    assertThat(ask()).isEqualTo("one");
    assertThat(host.enable("p")).isEmpty();
    assertThat(host.plugin("p").generation()).isEqualTo(2);
  }

  @Test
  void aPluginThatNobodyHasHeardOfIsNotFound() {
    for (String id : new String[] {"q", "", "../p", "p.zip"}) {
      assertThatThrownBy(() -> host.disable(id))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.PLUGIN_NOT_FOUND));
    }
  }

  @Test
  void aPluginStaysDisabledAcrossARestart() {
    host.disable("p");
    host.close();

    host = new TestPlugins(temp).host();

    assertThat(host.problems()).isEmpty();
    assertThat(host.runners().names()).isEmpty();
    assertThat(host.plugin("p").state()).isEqualTo(PluginStatus.State.DISABLED);
    assertThat(host.enable("p")).isEmpty();
    host.close();
    host = new TestPlugins(temp).host();
    assertThat(ask()).isEqualTo("one");
  }

  @Test
  void aPluginThatCannotBeLoadedStaysDisabled() {
    host.disable("p");
    PluginForge.plugin("p")
        .part("constructor", "throw new IllegalStateException(\"broken\");")
        .zip(temp.resolve("plugins"));

    assertThat(host.enable("p"))
        .hasValueSatisfying(problem -> assertThat(problem.message()).contains("broken"));

    assertThat(host.plugin("p").state()).isEqualTo(PluginStatus.State.DISABLED);
  }

  @Test
  void aDisabledPluginWhoseFileBecameUnfitIsStillKnown() {
    host.disable("p");
    PluginForge.plugin("p")
        .descriptorLine("plugin.requires", ">=9.0.0")
        .zip(temp.resolve("plugins"));

    assertThat(host.enable("p"))
        .hasValueSatisfying(problem -> assertThat(problem.message()).contains(">=9.0.0"));

    assertThat(host.plugin("p").state()).isEqualTo(PluginStatus.State.DISABLED);
    assertThat(host.plugin("p").problems()).singleElement().asString().contains(">=9.0.0");
  }

  @Test
  void aReloadTakesTheNewestFileOfAPlugin() {
    PluginForge.plugin("p")
        .descriptorLine("plugin.version", "1.10.0")
        .part("agentKey", "return \"newer\";")
        .zip(temp.resolve("plugins"), "another-name.zip");

    assertThat(host.reload("p")).isEmpty();

    assertThat(ask()).isEqualTo("newer");
    assertThat(host.plugin("p").version()).contains("1.10.0");
  }

  @Test
  void whoKeepsALeaseIsToldOfASwapBeforeItIsWaitedFor() {
    AtomicReference<Lease<GameRunner>> kept = new AtomicReference<>(host.runners().lease("p"));
    host.runners()
        .onChange(
            () -> {
              assertThat(kept.get().isCurrent()).isFalse();
              kept.get().close();
            });

    assertThat(host.reload("p")).isEmpty();

    assertThat(host.plugin("p").leases()).isZero();
    assertThat(ask()).isEqualTo("one");
    kept.set(host.runners().lease("p"));
    assertThat(host.plugin("p").leases()).isEqualTo(1);
    kept.get().close();
  }

  @Test
  void aFailedReloadIsShownUntilOneSucceeds() {
    PluginForge.plugin("p")
        .part("constructor", "throw new IllegalStateException(\"new and broken\");")
        .zip(temp.resolve("plugins"));
    assertThat(host.reload("p")).isPresent();

    assertThat(host.plugin("p").problems()).singleElement().asString().contains("new and broken");
    assertThat(host.plugin("p").state()).isEqualTo(PluginStatus.State.SERVING);

    write("two");
    assertThat(host.reload("p")).isEmpty();
    assertThat(host.plugin("p").problems()).isEmpty();
  }

  @Test
  void noCallFailsWhileReloading() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> first = callers.submit(() -> callUntil(over));
      Future<Integer> second = callers.submit(() -> callUntil(over));
      for (int i = 0; i < 20; i++) {
        assertThat(host.reload("p")).isEmpty();
      }
      over.set(true);
      assertThat(first.get(60, TimeUnit.SECONDS)).isPositive();
      assertThat(second.get(60, TimeUnit.SECONDS)).isPositive();
    } finally {
      over.set(true);
      callers.shutdown();
      assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
    awaitCollected();
  }

  private int callUntil(AtomicBoolean over) {
    int calls = 0;
    do {
      assertThat(ask()).isEqualTo("one");
      calls++;
    } while (!over.get());
    return calls;
  }
}
