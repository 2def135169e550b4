package io.lanista.ports.schedule;

import io.lanista.ports.storage.InMemoryStorage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Calls the handler when a test says what time it is, on the test's own thread, over an {@link
 * InMemoryStorage}.
 */
public final class SteppedDeadlineRunner implements DeadlineRunner {
  private final InMemoryStorage storage;
  private DeadlineHandler handler;

  public SteppedDeadlineRunner(InMemoryStorage storage) {
    this.storage = storage;
  }

  @Override
  public void start(DeadlineHandler deadlineHandler) {
    if (handler != null) {
      throw new IllegalStateException("Started already.");
    }
    handler = deadlineHandler;
  }

  /**
   * Handles what is due, in order, including what the handler sets meanwhile; each deadline once
   * for each instant it was due at. What throws stays and is tried again by the next call.
   *
   * @return how many deadlines were handled without an exception
   */
  public int step(Instant now) {
    Set<Deadline> tried = new HashSet<>();
    int handled = 0;
    Optional<Deadline> next = next(now, tried);
    while (handler != null && next.isPresent()) {
      tried.add(next.get());
      if (handle(next.get())) {
        handled++;
      }
      next = next(now, tried);
    }
    return handled;
  }

  private Optional<Deadline> next(Instant now, Set<Deadline> tried) {
    List<Deadline> pending = storage.deadlines();
    return pending.stream().filter(d -> !d.due().isAfter(now) && !tried.contains(d)).findFirst();
  }

  private boolean handle(Deadline deadline) {
    Optional<Instant> again;
    try {
      again = handler.due(deadline);
    } catch (RuntimeException retried) {
      return false;
    }
    storage.transact(
        t -> {
          if (storage.deadlines().contains(deadline)) {
            t.deadlines().cancel(deadline.subject(), deadline.kind());
            again.ifPresent(
                due -> t.deadlines().set(new Deadline(deadline.subject(), deadline.kind(), due)));
          }
          return null;
        });
    return true;
  }

  @Override
  public void close() {
    handler = null;
  }
}
