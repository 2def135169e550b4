package io.lanista.ports.schedule;

/**
 * Calls the handler when deadlines fall due: at least once each, on one node at a time, not before
 * the due instant and, while there is time, within a second after it. Deadlines that fell due while
 * nothing ran are handled after start.
 */
public interface DeadlineRunner extends AutoCloseable {
  /** Starts calling. At most once. */
  void start(DeadlineHandler handler);

  /** Stops taking up deadlines and waits, at most two seconds, for those being handled. */
  @Override
  void close();
}
