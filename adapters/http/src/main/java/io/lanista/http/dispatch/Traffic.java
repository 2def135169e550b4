package io.lanista.http.dispatch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests are being answered, and whether new ones are still taken. Thread-safe. */
public final class Traffic {
  private final AtomicInteger inFlight = new AtomicInteger();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean stopping;

  /** Counts one request; each is followed by exactly one {@link #leave}. */
  void enter() {
    inFlight.incrementAndGet();
  }

  void leave() {
    if (inFlight.decrementAndGet() == 0 && stopping) {
      drained.complete(null);
    }
  }

  public int inFlight() {
    return inFlight.get();
  }

  public boolean isStopping() {
    return stopping;
  }

  /** From now on new requests are refused. */
  public void refuse() {
    stopping = true;
  }

  /** Waits until nothing is in flight; false if that took longer than the grace. */
  public boolean drain(Duration grace) throws InterruptedException {
    if (inFlight.get() == 0) {
      return true;
    }
    try {
      drained.get(grace.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
