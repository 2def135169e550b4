package io.lanista.engine.stream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every second for what no signal told of. Thread-safe. */
public final class Lookout implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Lookout.class.getName());

  private final ScheduledExecutorService timer;

  /**
   * Looks from now on.
   *
   * @param name of the thread
   * @param look called by that thread; what it throws is logged, and the next look comes
   */
  public Lookout(String name, Runnable look) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(() -> look(name, look), 1, 1, TimeUnit.SECONDS);
  }

  /** The timer never looks again after anything thrown, and nobody would notice. */
  private static void look(String name, Runnable look) {
    try {
      look.run();
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "The look of " + name + " failed; the next is in a second.", failed);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
