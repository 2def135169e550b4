package io.lanista.distribution.crash;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts acknowledgements until the planned one. Thread-safe. */
final class Trigger implements Consumer<Request> {
  private final Plan plan;
  private final Runnable strike;
  private final AtomicInteger seen = new AtomicInteger();
  private final CountDownLatch reached = new CountDownLatch(1);

  /**
   * A trigger.
   *
   * @param strike kills the server at once, for a plan that wants this on the thread that was told
   */
  Trigger(Plan plan, Runnable strike) {
    this.plan = plan;
    this.strike = strike;
  }

  @Override
  public void accept(Request request) {
    boolean counts = plan.after() == Request.ANY || plan.after() == request;
    if (counts && seen.incrementAndGet() == plan.acknowledgements()) {
      if (plan.kill() == Plan.Kill.ACKNOWLEDGED) {
        strike.run();
      }
      reached.countDown();
    }
  }

  /** Waits for the planned acknowledgement; rare ones may not come. */
  void await(long millis) throws InterruptedException {
    reached.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Ends the wait: there is nothing to come any more. */
  void release() {
    reached.countDown();
  }
}
