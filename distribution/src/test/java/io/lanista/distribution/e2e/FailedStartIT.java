package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.distribution.StartupException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails, early or late, gives back everything it had taken. */
class FailedStartIT {
  @TempDir Path folder;

  @Test
  void aTakenPortLeavesNoThreadAndNoLock() throws Exception {
    Path data = folder.resolve("data");
    RunningServer.start(data).close();
    Set<String> before = threads();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  RunningServer.start(
                      data, Map.of("server.port", Integer.toString(taken.getLocalPort()))))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("already in use");
    }
    RunningServer.await("its threads are gone", () -> before.containsAll(threads()));
    startsOn(data);
  }

  @Test
  void aReplaysFolderThatIsAFileIsSaidAndLeavesTheFolderFree() throws Exception {
    Path data = folder.resolve("data");
    RunningServer.start(data).close();
    Files.deleteIfExists(data.resolve("replays/incoming"));
    Files.writeString(data.resolve("replays/incoming"), "in the way");
    assertThatThrownBy(() -> RunningServer.start(data))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("Recordings cannot be kept");
    Files.delete(data.resolve("replays/incoming"));
    startsOn(data);
  }

  @Test
  void aDamagedDatabaseIsSaidAndLeavesTheFolderFree() throws Exception {
    Path data = folder.resolve("data");
    RunningServer.start(data).close();
    Path database = data.resolve("db/lanista.db");
    byte[] whole = Files.readAllBytes(database);
    Files.writeString(database, "this is no database");
    assertThatThrownBy(() -> RunningServer.start(data))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("restore it from a backup");
    Files.write(database, whole);
    startsOn(data);
  }

  @Test
  void exitCodesAreThoseOfTheManual() throws Exception {
    Path data = folder.resolve("data");
    try (ServerProcess first = ServerProcess.start(data)) {
      try (Program second = Program.lanista("run", "--port", "0", "--data", data.toString())) {
        assertThat(second.exit(Duration.ofMinutes(1))).as("in use").isEqualTo(1);
        assertThat(second.output()).contains("in use by another Lanista").doesNotContain("\tat ");
      }
      first.terminate();
      assertThat(first.endsWithin(20)).isTrue();
      assertThat(first.exitCode()).as("SIGTERM").isEqualTo(143);
    }
    Files.writeString(data.resolve("db/lanista.db"), "this is no database");
    try (Program damaged = Program.lanista("run", "--port", "0", "--data", data.toString())) {
      assertThat(damaged.exit(Duration.ofMinutes(1))).as("damaged").isEqualTo(1);
      assertThat(damaged.output()).contains("restore it from a backup").doesNotContain("\tat ");
    }
    try (Program wrong = Program.lanista("run", "--prot", "0")) {
      assertThat(wrong.exit(Duration.ofMinutes(1))).as("usage").isEqualTo(2);
    }
  }

  private static void startsOn(Path data) throws Exception {
    try (RunningServer server = RunningServer.start(data)) {
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }
  }

  /** The names of the threads that keep a process alive, without their numbers. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !thread.isDaemon())
        .map(thread -> thread.getName().replaceAll("\\d+", "N"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
