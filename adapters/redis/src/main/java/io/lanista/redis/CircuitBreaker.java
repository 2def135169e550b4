package io.lanista.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Spares callers the wait for a server that is away: after a failure nobody asks it for a while,
 * then one at a time does, until one gets an answer. Thread-safe.
 */
final class CircuitBreaker {
  private static final long CLOSED = Long.MIN_VALUE;

  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong openUntil = new AtomicLong(CLOSED);

  CircuitBreaker(Duration pause, LongSupplier nanoTime) {
    this.pauseNanos = pause.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether to ask; then say what came of it. */
  boolean admits() {
    long until = openUntil.get();
    if (until == CLOSED) {
      return true;
    }
    long now = nanoTime.getAsLong();
    // Who moves it on is the one who tries, for everybody else it stays open.
    return now - until >= 0 && openUntil.compareAndSet(until, now + pauseNanos);
  }

  void worked() {
    if (openUntil.get() != CLOSED) {
      openUntil.set(CLOSED);
    }
  }

  void failed() {
    openUntil.set(nanoTime.getAsLong() + pauseNanos);
  }
}
