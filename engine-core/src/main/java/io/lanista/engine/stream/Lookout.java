package io.lanista.engine.stream;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every second for what no signal told of. Thread-safe. */
public final class Lookout implements AutoCloseable {
  private final ScheduledExecutorService timer;

  /**
   * Looks from now on.
   *
   * @param name of the thread
   * @param look called by that thread; must not throw
   */
  public Lookout(String name, Runnable look) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
