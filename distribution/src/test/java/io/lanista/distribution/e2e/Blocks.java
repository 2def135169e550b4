package io.lanista.distribution.e2e;

import io.lanista.chain.local.Anvil;
import io.lanista.ports.chain.ChainException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Mines the blocks of a test's chain, often and for as long as the test wants. Thread-safe. */
final class Blocks implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(200);

  private final Anvil anvil;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "test-blocks"));
  private boolean paused;

  Blocks(Anvil anvil) {
    this.anvil = anvil;
    thread.scheduleWithFixedDelay(this::mine, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void mine() {
    if (!paused) {
      try {
        anvil.mine(1);
      } catch (ChainException busy) {
        // The next one will do.
        return;
      }
    }
  }

  /** No block after this returns. */
  synchronized void pause() {
    paused = true;
  }

  synchronized void goOn() {
    paused = false;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
