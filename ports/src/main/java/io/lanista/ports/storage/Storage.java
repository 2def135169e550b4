package io.lanista.ports.storage;

import io.lanista.ports.event.PublishedEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where the truth is kept. Thread-safe.
 *
 * <p>Work is any function of a transaction; it must not start another one, and has no effects
 * beside the transaction: where several write, one that lost against another is done again. What it
 * throws rolls the transaction back and reaches the caller unchanged. A database that fails gives
 * an {@code EngineException} with STORAGE_UNAVAILABLE, and nothing was changed; if only its answer
 * to a commit was lost, all of it may have been, and whatever is read next shows whether it was. An
 * implementation says in the log when that begins and when it is over, once each: its callers need
 * not.
 */
public interface Storage extends AutoCloseable {
  /** Something done within one transaction. */
  @FunctionalInterface
  interface Work<T> {
    /** Done once or, where several write, again after a lost race; see {@link Storage}. */
    T in(Transaction transaction);
  }

  /** Reads and writes; durable when this returns. Writers may wait for each other. */
  <T> T transact(Work<T> work);

  /** Only reads, from one consistent state; never waits for writers. */
  <T> T read(Work<T> work);

  /**
   * Calls back after every commit that emitted an event, on the committing thread, with what it
   * emitted, in order, as {@link Outbox#after} would give it; an empty list means that it has to be
   * read. It comes before {@link #transact} returns. Commits of several threads may call in another
   * order than their sequences, and a commit whose answer was lost calls with an empty list:
   * perhaps something was committed. The listener returns at once and does not throw.
   */
  void onEmit(Consumer<List<PublishedEvent>> listener);

  @Override
  void close();
}
