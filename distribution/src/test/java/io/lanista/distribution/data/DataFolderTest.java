package io.lanista.distribution.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.DataConfig;
import io.lanista.distribution.config.DataSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void makesItsRoomsForTheOwnerOnly() throws Exception {
    try (DataFolder data = DataFolder.open(config("some/where"))) {
      assertThat(data.db()).isDirectory();
      assertThat(data.replays()).isDirectory();
      assertThat(data.pluginsWork()).isDirectory();
      assertThat(data.database().getParent()).isEqualTo(data.db());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void secondServerIsToldWhoHoldsIt() throws Exception {
    try (DataFolder held = DataFolder.open(config("data"))) {
      assertThatThrownBy(() -> DataFolder.open(config("data")))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining(held.root().toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data");
    }
    DataFolder.open(config("data")).close();
  }

  @Test
  void fullDiskIsSaidBeforeAnythingIsWritten() {
    DataConfig greedy = new DataConfig(folder.resolve("data"), DataSize.gibibytes(1L << 30));
    assertThatThrownBy(() -> DataFolder.open(greedy))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("data.min-free-space");
  }

  @Test
  void fileInItsPlaceIsSaid() throws Exception {
    Files.writeString(folder.resolve("data"), "");
    assertThatThrownBy(() -> DataFolder.open(config("data")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("cannot be used");
  }

  private DataConfig config(String name) {
    return new DataConfig(folder.resolve(name), new DataSize(0));
  }
}
