package io.lanista.ports.event;

import java.util.List;
import java.util.function.Consumer;

/**
 * Fans committed events out to whoever listens now. Thread-safe.
 *
 * <p>Every subscriber is called on one thread at a time and sees events in order of sequence, at
 * least once; a repeated event has the sequence it had before. A subscriber that falls behind the
 * bound of its buffer, or throws, loses events, is told nothing, and disturbs nobody: whoever must
 * not lose any reads the outbox instead.
 */
public interface EventBus extends AutoCloseable {
  /** Hands events on; returns without waiting for subscribers. */
  void publish(List<PublishedEvent> events);

  /**
   * Starts listening.
   *
   * @param name names the subscriber's thread and its log lines
   */
  Subscription subscribe(String name, Consumer<PublishedEvent> subscriber);

  @Override
  void close();

  /** Ends listening when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
