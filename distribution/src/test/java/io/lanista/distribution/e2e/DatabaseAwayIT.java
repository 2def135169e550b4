package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.RealMariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database server goes away under a server that is used, and comes back: for {@code
 * lanista.away.seconds}, a few unless set.
 */
@Timeout(300)
class DatabaseAwayIT {
  private static final long AWAY = Long.getLong("lanista.away.seconds", 4);
  private static final int AGENTS = 4;
  private static final String WALLET = "0x" + "7".repeat(40);

  private static RealMariaDb database;

  @TempDir Path folder;

  /** How it goes away. */
  enum Away {
    STOPPED {
      @Override
      void leave() {
        database.stop();
      }
    },
    KILLED {
      @Override
      void leave() {
        database.kill();
      }
    },
    HANGING {
      @Override
      void leave() {
        database.hang();
      }

      @Override
      void come() {
        database.goOn();
      }
    };

    abstract void leave();

    /** Whether all agents have one wallet, so that nobody is paired; else all are. */
    boolean keepsOneWaiting() {
      return this == KILLED;
    }

    void come() {
      database.startAgain();
    }
  }

  /** A join as it was sent, and every answer to it. */
  private record Joined(String code, String key, Answer answer) {}

  @BeforeAll
  static void start() {
    database = RealMariaDb.startOne();
    assumeThat(database.isOurs()).isTrue();
  }

  @AfterAll
  static void stop() {
    if (database != null) {
      database.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingAcknowledgedIsLostAndNothingNeedsARestart(Away away) throws Exception {
    MariaDbConfig schema = database.freshSchema();
    Map<String, String> environment =
        Map.of(
            "LANISTA_STORAGE_URL", schema.url(),
            "LANISTA_STORAGE_USER", schema.user(),
            "LANISTA_STORAGE_PASSWORD", schema.password());
    try (ServerProcess process = ServerProcess.start(folder, environment)) {
      RunningServer server = process.client();
      Paired playing = server.pair();
      String waiting = waiting(server);
      try (LiveSocket viewer = server.socket("/ws/match/" + playing.match());
          LiveSocket uploader =
              server.socket("/ws/stream/" + playing.match() + "?queue_id=" + playing.queue1())) {
        RunningServer.await(
            "the viewer is there",
            () -> server.get(playing.path() + "/viewers").at("/viewers").equals("1"));
        Agents agents = new Agents(server, away.keepsOneWaiting() ? WALLET : null);
        agents.awaitAcknowledged(20);
        CompletableFuture<Answer> longPoll =
            away.keepsOneWaiting()
                ? server.later("GET", "/queue/" + waiting + "?wait=" + Math.min(AWAY + 6, 30))
                : CompletableFuture.completedFuture(server.get("/health/live"));

        away.leave();
        try {
          long gone = System.nanoTime();
          uploader.send(frame(1));
          assertThat(viewer.nextOfGame().at("/frame").asInt()).isEqualTo(1);
          RunningServer.await("not ready", () -> server.get("/health/ready").status() == 503);
          Answer refused = server.report(playing, playing.queue1(), "COMPLETED", 3, 1);
          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.at("/detail")).contains("database").doesNotContain("jdbc:", "secret");
          assertThat(refused.header("retry-after")).matches("\\d+");
          assertThat(server.get("/health/live").status()).isEqualTo(200);
          agents.awaitRefused(1);
          if (away.keepsOneWaiting()) {
            Answer polled = server.get("/queue/" + waiting);
            assertThat(polled.at("/status")).as(polled.text()).isEqualTo("waiting");
          }
          while (System.nanoTime() - gone < TimeUnit.SECONDS.toNanos(AWAY)) {
            uploader.send(frame(2));
            assertThat(viewer.nextOfGame().at("/frame").asInt()).isEqualTo(2);
            // An uploader may send 240 messages a second, and this one waits for nothing else.
            LockSupport.parkNanos(10_000_000);
          }
        } finally {
          away.come();
        }
        RunningServer.await("ready", () -> server.get("/health/ready").status() == 200);
        agents.awaitAcknowledged(agents.acknowledged.size() + 20);
        agents.stop();
        uploader.send(frame(3));
        assertThat(viewer.nextOfGame().at("/frame").asInt()).isEqualTo(3);

        everythingIsThere(server, agents);
        server.complete(playing);
        assertThat(server.get(playing.path()).at("/status")).isEqualTo("completed");
        assertThat(longPoll.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(server.get("/queue/" + waiting).at("/status"))
            .isEqualTo(away.keepsOneWaiting() ? "waiting" : "matched");
      }
      List<String> said =
          process.output().lines().filter(line -> line.contains("does not work")).toList();
      assertThat(said).hasSizeBetween(1, 6);
      assertThat(process.output()).contains("works again");
    }
  }

  /** A ticket that is paired with nobody of the same wallet. */
  private static String waiting(RunningServer server) throws Exception {
    return server
        .post("/queue/join", RunningServer.joining(RunningServer.code(), WALLET))
        .at("/queue_id");
  }

  private static String frame(int number) {
    return "{\"type\":\"frame\",\"frame\":"
        + number
        + ",\"players\":[{\"port\":1,\"x\":1.0,\"y\":2.0,\"actionStateId\":20,"
        + "\"facingDirection\":1,\"percent\":0.0,\"stocks\":3}]}";
  }

  private static void everythingIsThere(RunningServer server, Agents agents) throws Exception {
    for (Joined one : agents.acknowledged) {
      Answer now = server.get("/queue/" + one.answer().at("/queue_id"));
      assertThat(now.status()).as(now.text()).isEqualTo(200);
      if (one.answer().at("/status").equals("matched")) {
        assertThat(now.at("/match_id")).isEqualTo(one.answer().at("/match_id"));
      }
      if (now.at("/status").equals("matched")) {
        assertThat(server.get("/matches/" + now.at("/match_id")).at("/status"))
            .isEqualTo("playing");
      }
    }
    assertThat(agents.others).as("answers that are neither 200 nor 503").isEmpty();
  }

  /** Agents that join one after the other; who is refused tries again with the same key. */
  private static final class Agents {
    final Queue<Joined> acknowledged = new ConcurrentLinkedQueue<>();
    final Queue<Answer> refused = new ConcurrentLinkedQueue<>();
    final Queue<String> others = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final RunningServer server;
    private final String wallet;

    Agents(RunningServer server, String wallet) {
      this.server = server;
      this.wallet = wallet;
      for (int i = 0; i < AGENTS; i++) {
        Thread agent = new Thread(this::play, "agent-" + i);
        agent.start();
        threads.add(agent);
      }
    }

    private void play() {
      try {
        while (!stopping.await(5, TimeUnit.MILLISECONDS)) {
          String code = RunningServer.code();
          String key = java.util.UUID.randomUUID().toString();
          while (!join(code, key) && !stopping.await(100, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
          }
        }
      } catch (Exception failed) {
        others.add(failed.toString());
      }
    }

    private boolean join(String code, String key) throws Exception {
      Answer answer =
          server.post("/queue/join", RunningServer.joining(code, wallet), "Idempotency-Key", key);
      if (answer.status() == 200) {
        acknowledged.add(new Joined(code, key, answer));
        return true;
      }
      if (answer.status() == 503 && answer.header("retry-after").matches("\\d+")) {
        refused.add(answer);
      } else {
        others.add(answer.status() + " " + answer.text());
      }
      return false;
    }

    void awaitAcknowledged(int count) throws Exception {
      RunningServer.await(
          count + " joins are taken", () -> acknowledged.size() >= count || !others.isEmpty());
    }

    void awaitRefused(int count) throws Exception {
      RunningServer.await(
          count + " joins are refused", () -> refused.size() >= count || !others.isEmpty());
    }

    void stop() throws InterruptedException {
      stopping.countDown();
      for (Thread thread : threads) {
        thread.join(Duration.ofMinutes(1).toMillis());
      }
    }
  }
}
