package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code backup}, on a server that is used meanwhile. */
@Timeout(240)
class BackupIT {
  @TempDir Path folder;

  @Test
  void aBackupOfAServerAtWorkIsADataFolderToStartFrom() throws Exception {
    Path data = folder.resolve("data");
    Path saved = folder.resolve("saved");
    Queue<Answer> before = new ConcurrentLinkedQueue<>();
    Paired decided;
    try (RunningServer server = RunningServer.start(data)) {
      decided = Stage.DISPUTED.reach(server);
      Stage.DISPUTED.goOn(server, decided);
      for (int i = 0; i < 21; i++) {
        before.add(server.join(RunningServer.code()));
      }
      Thread busy = new Thread(() -> joinUntilInterrupted(server), "busy-agent");
      busy.start();
      try (Program backup =
          Program.lanista("backup", "--data", data.toString(), "--to", saved.toString())) {
        assertThat(backup.exit(Duration.ofMinutes(1))).as(backup.output()).isZero();
        assertThat(backup.output()).contains("checked", "replays    1", "To restore");
      } finally {
        busy.interrupt();
        busy.join();
      }
      try (Program again =
          Program.lanista("backup", "--data", data.toString(), "--to", saved.toString())) {
        assertThat(again.exit(Duration.ofMinutes(1))).isEqualTo(1);
        assertThat(again.output()).contains("is not empty").doesNotContain("\tat ");
      }
    }
    assertThat(recordings(saved)).isEqualTo(recordings(data)).hasSize(1);
    try (RunningServer restored = RunningServer.start(saved)) {
      for (Answer one : before) {
        Answer now = restored.get("/queue/" + one.at("/queue_id"));
        assertThat(now.status()).isEqualTo(200);
      }
      assertThat(restored.get(decided.path()).at("/status")).isEqualTo("completed");
      assertThat(restored.join(RunningServer.code()).status()).isEqualTo(200);
    }
  }

  private static void joinUntilInterrupted(RunningServer server) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        server.join(RunningServer.code());
      }
    } catch (IOException | InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> recordings(Path data) throws IOException {
    Path replays = data.resolve("replays");
    try (Stream<Path> files = Files.walk(replays)) {
      return new ArrayList<>(
          files
              .filter(Files::isRegularFile)
              .map(file -> replays.relativize(file).toString())
              .sorted()
              .toList());
    }
  }
}
