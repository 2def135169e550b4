package io.lanista.ports.schedule;

import io.lanista.ports.event.Subject;

/**
 * Durable timers, set and cancelled as part of a transaction: a rolled back transaction leaves them
 * as they were.
 *
 * <p>Not thread-safe: lives as long as the transaction that gave it.
 */
public interface Deadlines {
  /** Sets a deadline, or moves the one of this subject and kind. */
  void set(Deadline deadline);

  /**
   * Removes a deadline if there is one. One that is being handled at this moment may still be
   * handled: handlers look at the state they find.
   */
  void cancel(Subject subject, Deadline.Kind kind);
}
