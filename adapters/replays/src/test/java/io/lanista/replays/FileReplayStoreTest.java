package io.lanista.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.replay.ReplayStore.Stored;
import io.lanista.ports.replay.ReplayStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReplayStoreTest extends ReplayStoreContract {
  private static final MatchId MATCH =
      new MatchId(UUID.fromString("e5f6a7b8-0000-4000-8000-000000000001"));

  @TempDir private Path folder;

  private ReplayStore store;

  @BeforeEach
  void open() throws IOException {
    store = FileReplayStore.open(folder.resolve("replays"));
  }

  @Override
  protected ReplayStore store() {
    return store;
  }

  @Test
  void fileIsWhereTheNameSays() throws IOException {
    Stored stored = put("recording");
    assertThat(folder.resolve("replays/e5/" + MATCH + "/1-" + stored.hash().hex() + ".slp"))
        .hasContent("recording");
  }

  @Test
  void recordingsOutliveTheStore() throws IOException {
    Stored stored = put("recording");
    ReplayStore reopened = FileReplayStore.open(folder.resolve("replays"));
    assertThat(reopened.list(MATCH)).containsExactly(stored);
    try (InputStream in = reopened.open(MATCH, 1, stored.hash()).orElseThrow()) {
      assertThat(in).hasContent("recording");
    }
  }

  @Test
  void nothingHalfWrittenIsLeftBehind() throws IOException {
    put("recording");
    assertThat(files()).hasSize(1).allMatch(name -> name.endsWith(".slp"));
  }

  @Test
  void leftoversOfACrashAreSweptWhenOpened() throws IOException {
    Stored stored = put("recording");
    Path leftover = folder.resolve("replays/incoming/replay-1.part");
    Files.writeString(leftover, "reco");
    ReplayStore reopened = FileReplayStore.open(folder.resolve("replays"));
    assertThat(leftover).doesNotExist();
    assertThat(reopened.list(MATCH)).containsExactly(stored);
  }

  @Test
  void strangersFilesAreNoRecordings() throws IOException {
    Stored stored = put("recording");
    Path home = folder.resolve("replays/e5/" + MATCH);
    for (String name : List.of("notes.txt", "0-" + "a".repeat(64) + ".slp", "1-abc.slp")) {
      Files.writeString(home.resolve(name), "x");
    }
    assertThat(store.list(MATCH)).containsExactly(stored);
  }

  @Test
  void damagedFileIsReplacedByTheSameRecording() throws IOException {
    Stored stored = put("recording");
    Path file = folder.resolve("replays/e5/" + MATCH + "/1-" + stored.hash().hex() + ".slp");
    Files.writeString(file, "rec");
    put("recording");
    assertThat(file).hasContent("recording");
  }

  @Test
  void failedWriteIsReportedAndLeavesNothing() throws IOException {
    Files.writeString(folder.resolve("replays/e5"), "a file where a folder must be");
    assertThatThrownBy(() -> put("recording")).isInstanceOf(IOException.class);
    assertThat(store.list(MATCH)).isEmpty();
    assertThat(files()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void folderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> FileReplayStore.open(file)).isInstanceOf(IOException.class);
  }

  private Stored put(String recording) throws IOException {
    return store.put(MATCH, 1, ByteBuffer.wrap(recording.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).map(path -> path.getFileName().toString()).toList();
    }
  }
}
