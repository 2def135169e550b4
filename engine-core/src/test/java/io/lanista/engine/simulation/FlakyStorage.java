package io.lanista.engine.simulation;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One process's way to the storage: it may be slow, fail before a commit, or commit and lose the
 * answer; and it ends with the process. Others may move before and after each transaction.
 */
final class FlakyStorage implements Storage {
  private final InMemoryStorage memory;
  private final Schedule schedule;
  private final Faults faults;
  private final BooleanSupplier dead;
  private final BooleanSupplier committed;
  private final List<Consumer<List<PublishedEvent>>> listeners = new ArrayList<>();
  private List<PublishedEvent> emitted = List.of();
  private int failures;

  /**
   * Makes a process's storage.
   *
   * @param dead whether the process is
   * @param committed is told of every commit, and says whether it emitted an event
   */
  FlakyStorage(
      InMemoryStorage memory,
      Schedule schedule,
      Faults faults,
      BooleanSupplier dead,
      BooleanSupplier committed) {
    this.memory = memory;
    this.schedule = schedule;
    this.faults = faults;
    this.dead = dead;
    this.committed = committed;
    memory.onEmit(events -> emitted = events);
  }

  /** How often it failed. */
  int failures() {
    return failures;
  }

  @Override
  public <T> T transact(Work<T> work) {
    before();
    T result = memory.transact(work);
    List<PublishedEvent> handedOver = emitted;
    boolean any = committed.getAsBoolean();
    pause();
    if (faults.answerIsLost()) {
      listeners.forEach(listener -> listener.accept(List.of()));
      throw failure("The answer was lost.");
    }
    if (any) {
      listeners.forEach(listener -> listener.accept(handedOver));
    }
    return result;
  }

  @Override
  public <T> T read(Work<T> work) {
    before();
    T result = memory.read(work);
    pause();
    return result;
  }

  private void before() {
    pause();
    faults.delay().ifPresent(schedule::sleep);
    pause();
    if (faults.storageFails()) {
      throw failure("The disk is full.");
    }
  }

  private EngineException failure(String why) {
    failures++;
    return new EngineException(ErrorCode.STORAGE_UNAVAILABLE, why);
  }

  private void pause() {
    requireAlive();
    schedule.yield();
    requireAlive();
  }

  private void requireAlive() {
    if (dead.getAsBoolean()) {
      throw new Crashed();
    }
  }

  @Override
  public void onEmit(Consumer<List<PublishedEvent>> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    // The memory outlives the process.
  }
}
