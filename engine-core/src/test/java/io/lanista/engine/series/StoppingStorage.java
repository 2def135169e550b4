package io.lanista.engine.series;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Storage;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A storage that now and then fails before a commit, or loses the answer to one; and that answers
 * nothing more to an engine that was stopped.
 */
final class StoppingStorage implements Storage {
  private final Storage inner;
  private final Random random;
  private int failuresPerThousand;
  private boolean stopped;

  StoppingStorage(Storage inner, Random random) {
    this.inner = inner;
    this.random = random;
  }

  void failuresPerThousand(int rate) {
    failuresPerThousand = rate;
  }

  void stop() {
    stopped = true;
  }

  private static EngineException away() {
    return new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The storage is away.");
  }

  @Override
  public <T> T transact(Work<T> work) {
    if (stopped || random.nextInt(1000) < failuresPerThousand) {
      throw away();
    }
    T result = inner.transact(work);
    if (random.nextInt(1000) < failuresPerThousand) {
      throw away();
    }
    return result;
  }

  @Override
  public <T> T read(Work<T> work) {
    if (stopped) {
      throw away();
    }
    return inner.read(work);
  }

  @Override
  public void onEmit(Consumer<List<PublishedEvent>> listener) {
    inner.onEmit(listener);
  }

  @Override
  public void close() {
    stopped = true;
  }
}
