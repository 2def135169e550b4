package io.lanista.engine.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFoldersTest {
  @Test
  void whatAKilledEngineLeftIsRemovedGamesAndUploadsAlike(@TempDir Path folder) throws Exception {
    WorkFolders work = new WorkFolders(folder.resolve("work"));
    Files.writeString(work.make().resolve("game.part"), "half a game");
    Files.writeString(work.root().resolve("upload-1.part"), "half a fighter");

    work.clean();

    assertThat(work.root()).isEmptyDirectory();
  }
}
