package io.lanista.engine.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that hand over what is shown or told, as many as there are processors; none while
 * there is nothing to send. Whoever is served has at most one task here, which bounds how many
 * wait. Thread-safe.
 */
public final class Senders implements Executor, AutoCloseable {
  private static final int KEPT_SECONDS = 30;

  private final ThreadPoolExecutor pool;

  /**
   * Senders without threads yet.
   *
   * @param name of the threads, which are numbered
   */
  public Senders(String name) {
    int most = Math.max(2, Runtime.getRuntime().availableProcessors());
    AtomicInteger made = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            most,
            most,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Has it done by one of the threads.
   *
   * @throws java.util.concurrent.RejectedExecutionException when stopping or stopped
   */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** Takes nothing more; what was taken is still sent. */
  public void stopTaking() {
    pool.shutdown();
  }

  /** Stops the threads; what was taken is dropped. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
