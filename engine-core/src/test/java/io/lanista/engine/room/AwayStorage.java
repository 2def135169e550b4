package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Storage;
import java.util.List;
import java.util.function.Consumer;

/** A storage that can be away for a while. */
final class AwayStorage implements Storage {
  private final Storage storage;
  private boolean away;

  AwayStorage(Storage storage) {
    this.storage = storage;
  }

  void away(boolean now) {
    away = now;
  }

  private void check() {
    if (away) {
      throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The storage is away.");
    }
  }

  @Override
  public <T> T transact(Work<T> work) {
    check();
    return storage.transact(work);
  }

  @Override
  public <T> T read(Work<T> work) {
    check();
    return storage.read(work);
  }

  @Override
  public void onEmit(Consumer<List<PublishedEvent>> listener) {
    storage.onEmit(listener);
  }

  @Override
  public void close() {
    storage.close();
  }
}
