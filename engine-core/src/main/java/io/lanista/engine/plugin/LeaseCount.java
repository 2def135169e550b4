package io.lanista.engine.plugin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How many leases a generation has out, with a bit that ends the taking of new ones. */
final class LeaseCount {
  private static final int RETIRED = 1 << 30;

  private final AtomicInteger state = new AtomicInteger();
  private final CountDownLatch drained = new CountDownLatch(1);

  /** Counts one more, unless retired. */
  boolean take() {
    for (int now = state.get(); now < RETIRED; now = state.get()) {
      if (state.compareAndSet(now, now + 1)) {
        return true;
      }
    }
    return false;
  }

  /** How many are out. */
  int inUse() {
    return state.get() & ~RETIRED;
  }

  void giveBack() {
    if (state.decrementAndGet() == RETIRED) {
      drained.countDown();
    }
  }

  /** Ends the taking of leases. Called once. */
  void retire() {
    if (state.addAndGet(RETIRED) == RETIRED) {
      drained.countDown();
    }
  }

  /** After {@link #retire()}: waits until all are given back; false if the deadline comes first. */
  boolean awaitDrained(Duration deadline) {
    try {
      return drained.await(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
