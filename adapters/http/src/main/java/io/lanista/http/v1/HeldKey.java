package io.lanista.http.v1;

import io.lanista.ports.error.EngineException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The key that a connection was opened with, and must not outlive. It is looked up soon after a
 * doubt, and every so often, since another engine may have revoked it. Thread-safe.
 */
final class HeldKey {
  private final BooleanSupplier isValid;
  private final Runnable revoked;
  private final Executor blocking;
  private final int stepsBetween;
  private final AtomicBoolean looking = new AtomicBoolean();
  private int steps;

  /** At first, too: it may have been revoked between the handshake and now. */
  private volatile boolean doubted = true;

  /**
   * A key that was valid a moment ago.
   *
   * @param isValid looks it up, which may wait
   * @param revoked closes the connection
   * @param stepsBetween look-ups without a doubt
   */
  HeldKey(BooleanSupplier isValid, Runnable revoked, Executor blocking, int stepsBetween) {
    this.isValid = isValid;
    this.revoked = revoked;
    this.blocking = blocking;
    this.stepsBetween = stepsBetween;
  }

  /** Has it looked up at the next step. */
  void doubt() {
    doubted = true;
  }

  /** To be called by one thread; does not wait. */
  void step() {
    steps++;
    if (steps >= stepsBetween) {
      doubted = true;
    }
    if (doubted && looking.compareAndSet(false, true)) {
      doubted = false;
      steps = 0;
      try {
        blocking.execute(this::look);
      } catch (EngineException busy) {
        lookAgain();
      }
    }
  }

  private void look() {
    try {
      if (!isValid.getAsBoolean()) {
        revoked.run();
      }
      looking.set(false);
    } catch (EngineException unavailable) {
      // The storage says so itself.
      lookAgain();
    }
  }

  private void lookAgain() {
    doubted = true;
    looking.set(false);
  }
}
