package io.lanista.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Storage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A storage that counts how often it is asked, can hold a commit up, and can refuse commits. */
public final class ObservedStorage implements Storage {
  private static final long PATIENCE_SECONDS = 10;

  private final Storage storage;
  private final List<Consumer<List<PublishedEvent>>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger uses = new AtomicInteger();
  private final AtomicReference<Runnable> beforeNext = new AtomicReference<>();
  private final AtomicReference<Runnable> beforeNextRead = new AtomicReference<>();
  private volatile boolean refusing;
  private volatile boolean losing;
  private volatile boolean blind;

  public ObservedStorage(Storage storage) {
    this.storage = storage;
  }

  /** A transaction that waits before it does anything. */
  public static final class Hold {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits until the transaction has come this far. */
    public Hold reached() {
      await(reached);
      return this;
    }

    public void release() {
      released.countDown();
    }

    private void hold() {
      reached.countDown();
      await(released);
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  /** Holds the next writing transaction up. */
  public Hold holdNext() {
    Hold hold = new Hold();
    beforeNext.set(hold::hold);
    return hold;
  }

  /** Does something just before the next writing transaction, on its thread. */
  public void beforeNext(Runnable interruption) {
    beforeNext.set(interruption);
  }

  /** Does something just before the next reading transaction, on its thread. */
  public void beforeNextRead(Runnable interruption) {
    beforeNextRead.set(interruption);
  }

  /** From now on writing fails after the work was done, or works again. */
  public void refuseCommits(boolean refuse) {
    refusing = refuse;
  }

  /** From now on writing succeeds but says that it failed, or works again. */
  public void loseAnswers(boolean lose) {
    losing = lose;
  }

  /** From now on reading fails, or works again. */
  public void refuseReads(boolean refuse) {
    blind = refuse;
  }

  /** How many transactions there were, reading ones included. */
  public int uses() {
    return uses.get();
  }

  @Override
  public <T> T transact(Work<T> work) {
    uses.incrementAndGet();
    Runnable before = beforeNext.getAndSet(null);
    if (before != null) {
      before.run();
    }
    T made =
        storage.transact(
            tx -> {
              T result = work.in(tx);
              if (refusing) {
                throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The disk is full.");
              }
              return result;
            });
    if (losing) {
      listeners.forEach(listener -> listener.accept(List.of()));
      throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The connection broke.");
    }
    return made;
  }

  @Override
  public <T> T read(Work<T> work) {
    uses.incrementAndGet();
    Runnable before = beforeNextRead.getAndSet(null);
    if (before != null) {
      before.run();
    }
    if (blind) {
      throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The disk cannot be read.");
    }
    return storage.read(work);
  }

  @Override
  public void onEmit(Consumer<List<PublishedEvent>> listener) {
    listeners.add(listener);
    storage.onEmit(
        events -> {
          if (!losing) {
            listener.accept(events);
          }
        });
  }

  @Override
  public void close() {
    storage.close();
  }
}
