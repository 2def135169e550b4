package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing acknowledged is lost: not by a stop, and not by a kill in the middle of work. */
class RestartIT {
  private static final int ACKNOWLEDGED = 200;

  @TempDir Path data;

  @Test
  void everyStageGoesOnAfterAStop() throws Exception {
    Map<Stage, Paired> reached = new EnumMap<>(Stage.class);
    try (RunningServer server = RunningServer.start(data)) {
      reachAll(server, reached);
    }
    try (RunningServer server = RunningServer.start(data)) {
      goOn(server, reached);
    }
  }

  @Test
  @Timeout(300)
  void everyStageGoesOnAfterAKillRightAfterItsAcknowledgement() throws Exception {
    Map<Stage, Paired> reached = new EnumMap<>(Stage.class);
    for (Stage stage : laterFirst()) {
      try (ServerProcess process = ServerProcess.start(data)) {
        reached.put(stage, stage.reach(process.client()));
        process.kill();
      }
    }
    try (ServerProcess process = ServerProcess.start(data)) {
      goOn(process.client(), reached);
    }
  }

  @Test
  void keysAndRepeatedJoinsAreKnownAfterARestart() throws Exception {
    String joining = RunningServer.joining(RunningServer.code(), null);
    Answer joined;
    String[] key;
    try (RunningServer server = RunningServer.start(data)) {
      Answer registered = server.post("/api/v1/register", "{\"username\":\"lasting\"}");
      key = new String[] {"Authorization", "Bearer " + registered.at("/api_key")};
      joined = server.post("/queue/join", joining, "Idempotency-Key", "once");
    }
    try (RunningServer server = RunningServer.start(data)) {
      assertThat(server.post("/api/v1/keys", "", key).status()).isEqualTo(201);
      Answer again = server.post("/queue/join", joining, "Idempotency-Key", "once");
      assertThat(again.at("/queue_id")).isEqualTo(joined.at("/queue_id"));
      assertThat(server.get("/health").at("/queue_size")).isEqualTo("1");
      assertThat(server.post("/api/v1/register", "{\"username\":\"LASTING\"}").status())
          .isEqualTo(409);
    }
  }

  @Test
  void acknowledgedJoinsSurviveAKillUnderLoad() throws Exception {
    ConcurrentLinkedQueue<Answer> acknowledged = new ConcurrentLinkedQueue<>();
    try (ServerProcess process = ServerProcess.start(data)) {
      List<Thread> agents = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Thread agent = new Thread(() -> joinUntilItDies(process, acknowledged), "agent-" + i);
        agents.add(agent);
        agent.start();
      }
      RunningServer.await("enough joined", () -> acknowledged.size() >= ACKNOWLEDGED);
      process.kill();
      for (Thread agent : agents) {
        agent.join();
      }
    }
    try (ServerProcess process = ServerProcess.start(data)) {
      for (Answer joined : acknowledged) {
        Answer now = process.client().get("/queue/" + joined.at("/queue_id"));
        assertThat(now.status()).isEqualTo(200);
        if (joined.at("/status").equals("matched")) {
          assertThat(now.at("/match_id")).isEqualTo(joined.at("/match_id"));
        }
        if (now.at("/status").equals("matched")) {
          assertThat(process.client().get("/matches/" + now.at("/match_id")).at("/status"))
              .isEqualTo("playing");
        }
      }
    }
  }

  private static void joinUntilItDies(ServerProcess process, ConcurrentLinkedQueue<Answer> to) {
    try {
      while (true) {
        Answer joined = process.client().join(RunningServer.code());
        if (joined.status() == 200) {
          to.add(joined);
        }
      }
    } catch (IOException killed) {
      // What the test waits for.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void termTellsEveryoneAndExitsWithinFiveSeconds() throws Exception {
    try (ServerProcess process = ServerProcess.start(data)) {
      RunningServer client = process.client();
      Paired paired = client.pair();
      try (LiveSocket viewer = client.socket("/ws/match/" + paired.match());
          LiveSocket uploader = client.socket("/ws/stream/" + paired.match())) {
        String waiting = client.join(RunningServer.code()).at("/queue_id");
        CompletableFuture<Answer> longPoll = client.later("GET", "/queue/" + waiting + "?wait=30");
        RunningServer.await(
            "all are connected",
            () ->
                client.get(paired.path() + "/viewers").at("/viewers").equals("1")
                    && client.get("/metrics").text().contains("http_server_in_flight 2"));
        process.terminate();
        // The bound is the specification's, for whoever restarts servers.
        assertThat(process.endsWithin(5)).isTrue();
        assertThat(viewer.closeCode()).isEqualTo(1001);
        assertThat(uploader.closeCode()).isEqualTo(1001);
        Answer answered = longPoll.get(5, TimeUnit.SECONDS);
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.at("/status")).isEqualTo("waiting");
      }
    }
  }

  @Test
  void everyoneHasAFreshAllowanceAfterARestart() throws Exception {
    Map<String, String> hasty =
        Map.of("queues.netplay.ticket-timeout", "5s", "match.timeout", "10s");
    Paired paired;
    String waiting;
    Instant made;
    try (RunningServer server = RunningServer.start(data, hasty)) {
      paired = server.pair();
      waiting = server.join(RunningServer.code()).at("/queue_id");
      made = Instant.now();
    }
    RunningServer.await(
        "the old allowances are over", () -> made.plusSeconds(11).isBefore(Instant.now()));
    try (RunningServer server = RunningServer.start(data, hasty)) {
      assertThat(server.get("/queue/" + waiting).at("/status")).isEqualTo("waiting");
      assertThat(server.get(paired.path()).at("/status")).isEqualTo("playing");
      server.complete(paired);
      assertThat(server.get(paired.path()).at("/status")).isEqualTo("completed");
    }
  }

  @Test
  void secretsAreNeverLogged() throws Exception {
    try (ServerProcess process = ServerProcess.start(data, Map.of("LANISTA_LOG_LEVEL", "debug"))) {
      RunningServer client = process.client();
      String key = client.post("/api/v1/register", "{\"username\":\"silent\"}").at("/api_key");
      Paired paired = client.pair();
      client.get("/queue/" + paired.queue1() + "?wait=0");
      client.put(paired.path() + "/replay?queue_id=" + paired.queue1(), new byte[9]);
      client.post("/admin/cleanup", "", RunningServer.admin());
      client.post("/api/v1/keys", "", "Authorization", "Bearer " + key);
      client.dispute(paired);
      try (LiveSocket uploader =
          client.socket("/ws/stream/" + paired.match() + "?queue_id=" + paired.queue2())) {
        uploader.send("garbage");
        uploader.closeCode();
      }
      process.terminate();
      assertThat(process.endsWithin(20)).isTrue();
      for (String secret :
          new String[] {paired.queue1(), paired.queue2(), key, RunningServer.ADMIN_TOKEN}) {
        assertThat(process.output().contains(secret)).isFalse();
      }
    }
  }

  @Test
  void restartedServerTakesTheFolderOfAKilledOneAtOnce() throws Exception {
    try (ServerProcess first = ServerProcess.start(data)) {
      first.kill();
    }
    try (ServerProcess second = ServerProcess.start(data)) {
      assertThat(second.client().get("/health/ready").status()).isEqualTo(200);
    }
  }

  private static void reachAll(RunningServer server, Map<Stage, Paired> reached) throws Exception {
    for (Stage stage : laterFirst()) {
      reached.put(stage, stage.reach(server));
    }
  }

  /** Who waits comes last, or the next stage's agents would be paired with it. */
  private static List<Stage> laterFirst() {
    List<Stage> stages = new ArrayList<>(List.of(Stage.values()));
    java.util.Collections.reverse(stages);
    return stages;
  }

  private static void goOn(RunningServer server, Map<Stage, Paired> reached) throws Exception {
    for (Map.Entry<Stage, Paired> entry : reached.entrySet()) {
      entry.getKey().goOn(server, entry.getValue());
    }
  }
}
