package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Storage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The storage of a process that dies at one of its uses, just before or just after it. */
final class DyingStorage implements Storage {
  private final Storage storage;
  private final int lastUse;
  private final boolean answers;
  private int uses;

  /**
   * Makes one.
   *
   * @param lastUse the use, counted from 0, at which it dies
   * @param answers whether that use is done before it dies
   */
  DyingStorage(Storage storage, int lastUse, boolean answers) {
    this.storage = storage;
    this.lastUse = lastUse;
    this.answers = answers;
  }

  /** Whether it came to that use. */
  boolean isDead() {
    return uses > lastUse;
  }

  @Override
  public <T> T transact(Work<T> work) {
    return use(() -> storage.transact(work));
  }

  @Override
  public <T> T read(Work<T> work) {
    return use(() -> storage.read(work));
  }

  private <T> T use(Supplier<T> use) {
    int number = uses++;
    if (number > lastUse || (number == lastUse && !answers)) {
      throw dead();
    }
    T result = use.get();
    if (number == lastUse) {
      throw dead();
    }
    return result;
  }

  private static EngineException dead() {
    return new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "This process is dead.");
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
