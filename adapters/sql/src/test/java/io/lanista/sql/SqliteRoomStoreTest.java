package io.lanista.sql;

import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.RoomStoreContract;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteRoomStoreTest extends RoomStoreContract {
  @TempDir Path folder;

  @Override
  protected Storage open() {
    return SqlStorage.open(
        SqlConfig.of(folder.resolve("lanista.db")), Clock.systemUTC(), new SeededIds(1));
  }

  @Override
  protected List<Deadline> deadlines() {
    return ((SqlStorage) storage).pendingDeadlines(1_000);
  }
}
