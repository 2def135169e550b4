package io.lanista.ports.storage;

import io.lanista.ports.schedule.Deadline;
import java.util.List;

class InMemoryRoomStoreTest extends RoomStoreContract {
  @Override
  protected Storage open() {
    return new InMemoryStorage();
  }

  @Override
  protected List<Deadline> deadlines() {
    return ((InMemoryStorage) storage).deadlines();
  }
}
