package io.lanista.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.GameRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
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
    host =
        new PluginHost(
            temp.resolve("plugins"),
            temp.resolve("work"),
            Map.of(),
            Clock.systemUTC(),
            new PluginLimits(
                Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 16, 2));
    host.start();
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
    for (int i = 0; i < 200 && host.uncollectedLoaders() > 0; i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(host.uncollectedLoaders()).as("class loaders of ended generations").isZero();
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
      host.unload("q");
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
  void anUnloadedPluginIsGoneAndItsLoaderIsCollected() {
    assertThat(ask()).isEqualTo("one");

    host.unload("p");

    assertThat(host.runners().names()).isEmpty();
    assertThatThrownBy(this::ask).isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> host.unload("p"))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLUGIN_NOT_FOUND));
    awaitCollected();
    assertThat(host.load(temp.resolve("plugins/p.zip"))).isEmpty();
    assertThat(ask()).isEqualTo("one");
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
