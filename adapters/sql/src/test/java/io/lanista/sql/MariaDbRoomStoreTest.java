package io.lanista.sql;

import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.RoomStoreContract;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.util.List;

class MariaDbRoomStoreTest extends RoomStoreContract {
  @Override
  protected Storage open() {
    return SqlStorage.open(RealMariaDb.shared().freshSchema(), Clock.systemUTC(), new SeededIds(1));
  }

  @Override
  protected List<Deadline> deadlines() {
    return ((SqlStorage) storage).pendingDeadlines(1_000);
  }
}
