package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets changes of plugins happen one after the other. Who comes second waits for a while, and is
 * then told what is in the way.
 */
final class OneOperator {
  private static final long PATIENCE_SECONDS = 10;

  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile String underWay = "";
  private boolean closed;

  /**
   * @param what for whoever has to wait, such as {@code the reload of fifo}
   * @throws EngineException BUSY if another change takes too long, SHUTTING_DOWN after the last
   */
  <R> R alone(String what, Supplier<R> change) {
    boolean mine;
    try {
      mine = lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw stopping();
    }
    if (!mine) {
      throw new EngineException(
          ErrorCode.BUSY,
          "Plugins are changed one at a time, and "
              + underWay
              + " is not over yet; it waits for what still uses the old plugin. Try again in a few"
              + " seconds.");
    }
    try {
      if (closed) {
        throw stopping();
      }
      underWay = what;
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the change under way, makes this one, and lets no other follow. */
  void last(Runnable change) {
    lock.lock();
    try {
      closed = true;
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private static EngineException stopping() {
    return new EngineException(
        ErrorCode.SHUTTING_DOWN, "This server is stopping; plugins are not changed any more.");
  }
}
