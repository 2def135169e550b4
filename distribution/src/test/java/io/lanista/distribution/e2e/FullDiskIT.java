package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A really full disk under everything the server writes. */
@Timeout(240)
class FullDiskIT {
  private static final int MEBIBYTES = 12;
  private static final int REQUESTS = 60;

  @TempDir Path folder;

  @Test
  void writesAreRefusedReadsGoOnAndRoomIsEnoughToGoOnWithoutARestart() throws Exception {
    try (SmallDisk disk = SmallDisk.start(folder, MEBIBYTES, Map.of())) {
      RunningServer server = disk.client();
      Paired disputed = server.pair();
      server.dispute(disputed);
      Paired playing = server.pair();
      server.report(playing, playing.queue1(), "COMPLETED", 3, 1);
      List<Answer> joined = new ArrayList<>();
      joined.add(server.join(RunningServer.code()));

      disk.fill();
      Answer refused = joinUntilRefused(server, joined);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.at("/detail"))
          .contains("disk for the database is full", "try again later")
          .doesNotContain(folder.toString());
      assertThat(refused.header("retry-after")).matches("\\d+");
      everyWriteIsRefused(server, playing, disputed);
      readsGoOn(server, playing, joined);
      assertThat(server.get("/metrics").text())
          .containsPattern("lanista_disk_free_bytes\\{for=\"database\"} 0\\.0");
      assertThat(server.get("/health/live").status()).isEqualTo(200);
      Answer notReady = server.get("/health/ready");
      assertThat(notReady.status()).isEqualTo(503);
      assertThat(notReady.at("/detail")).contains("full").doesNotContain(folder.toString());
      assertThat(recordings(disk.data())).as("files of refused recordings").isEmpty();

      disk.makeRoom();
      RunningServer.await("ready", () -> server.get("/health/ready").status() == 200);
      everythingAcknowledgedIsThere(server, joined, playing);
      Answer uploaded =
          server.put(
              disputed.path() + "/replay?queue_id=" + disputed.queue1(),
              Recordings.game(disputed, 5));
      assertThat(uploaded.at("/match_status")).as(uploaded.text()).isEqualTo("completed");
      assertThat(recordings(disk.data())).hasSize(1);
      server.report(playing, playing.queue2(), "COMPLETED", 1, 3);
      assertThat(server.get(playing.path()).at("/status")).isEqualTo("completed");
      saidOnce(disk.process().output());
    }
  }

  @Test
  void aFullDiskDuringManyJoinsLeavesMemoryAndDatabaseEqual() throws Exception {
    try (SmallDisk disk = SmallDisk.start(folder, MEBIBYTES, Map.of())) {
      RunningServer server = disk.client();
      List<Answer> joined = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        disk.fill();
        assertThat(joinUntilRefused(server, joined).status()).isEqualTo(503);
        disk.makeRoom();
        RunningServer.await(
            "a join is taken",
            () -> {
              Answer answer = server.join(RunningServer.code());
              if (answer.status() == 200) {
                joined.add(answer);
              }
              return answer.status() == 200;
            });
      }
      long waiting = 0;
      for (Answer one : joined) {
        Answer now = server.get("/queue/" + one.at("/queue_id"));
        assertThat(now.status()).isEqualTo(200);
        waiting += now.at("/status").equals("waiting") ? 1 : 0;
        if (one.at("/status").equals("matched")) {
          assertThat(now.at("/match_id")).isEqualTo(one.at("/match_id"));
        }
      }
      assertThat(server.get("/health").at("/queue_size")).isEqualTo(Long.toString(waiting));
    }
  }

  private static Answer joinUntilRefused(RunningServer server, List<Answer> joined)
      throws Exception {
    for (int i = 0; i < 1_000; i++) {
      Answer answer = server.join(RunningServer.code());
      if (answer.status() != 200) {
        return answer;
      }
      joined.add(answer);
    }
    throw new AssertionError("1,000 joins were taken on a full disk");
  }

  private static void everyWriteIsRefused(RunningServer server, Paired playing, Paired disputed)
      throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(server.join(RunningServer.code()).status()).isEqualTo(503);
    }
    assertThat(server.report(playing, playing.queue2(), "COMPLETED", 1, 3).status()).isEqualTo(503);
    Answer registered = server.post("/api/v1/register", "{\"username\":\"nobody\"}");
    assertThat(registered.status()).isEqualTo(503);
    assertThat(registered.at("/code")).isEqualTo("storage_unavailable");
    String proposal = "{\"queue_id\":\"" + playing.queue1() + "\",\"amount_wei\":5,\"wager_id\":1}";
    assertThat(server.post(playing.path() + "/wager/propose", proposal).status()).isEqualTo(503);
    Answer uploaded =
        server.put(
            disputed.path() + "/replay?queue_id=" + disputed.queue1(),
            Recordings.game(disputed, 5));
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(503);
    assertThat(uploaded.at("/detail")).contains("disk for recordings is full");
  }

  private static void readsGoOn(RunningServer server, Paired playing, List<Answer> joined)
      throws Exception {
    Answer match = server.get(playing.path());
    assertThat(match.status()).isEqualTo(200);
    assertThat(match.at("/p1_result")).isEqualTo("COMPLETED");
    assertThat(match.at("/p2_result")).as("what was refused").isEqualTo("null");
    for (String path :
        new String[] {"/matches", "/api/v1/leaderboard", "/health", "/openapi.json"}) {
      assertThat(server.get(path).status()).as(path).isEqualTo(200);
    }
    for (Answer one : joined) {
      assertThat(server.get("/queue/" + one.at("/queue_id")).status()).isEqualTo(200);
    }
  }

  private static void everythingAcknowledgedIsThere(
      RunningServer server, List<Answer> joined, Paired playing) throws Exception {
    for (Answer one : joined) {
      Answer now = server.get("/queue/" + one.at("/queue_id"));
      assertThat(now.status()).isEqualTo(200);
      if (one.at("/status").equals("matched")) {
        assertThat(now.at("/match_id")).isEqualTo(one.at("/match_id"));
      }
    }
    assertThat(server.get(playing.path()).at("/p1_result")).isEqualTo("COMPLETED");
    assertThat(server.get(playing.path()).at("/status")).isEqualTo("playing");
  }

  private static void saidOnce(String output) {
    assertThat(output.lines().filter(line -> line.contains("does not work"))).hasSize(1);
    assertThat(output.lines().filter(line -> line.contains("of the recordings"))).hasSize(1);
    assertThat(output.lines().filter(line -> line.contains("works again"))).hasSize(1);
    assertThat(output.lines().filter(line -> line.startsWith("\tat "))).isEmpty();
  }

  private static List<Path> recordings(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("replays"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
