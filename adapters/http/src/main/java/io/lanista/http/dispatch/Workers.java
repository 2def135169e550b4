package io.lanista.http.dispatch;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * Runs blocking handlers: so many at once, so many more waiting, the rest refused as BUSY. On a JDK
 * that has virtual threads each call gets one of its own.
 */
public final class Workers implements AutoCloseable {
  private final Executor executor;
  private final ThreadPoolExecutor platform;
  private final Semaphore places;

  public Workers(int threads, int waiting) {
    places = new Semaphore(threads + waiting);
    if (VirtualThreads.areSupported()) {
      platform = null;
      var virtual = VirtualThreads.getNamedVirtualThreadsExecutor("http-worker-");
      var running = new Semaphore(threads);
      executor = task -> virtual.execute(() -> one(running, task));
    } else {
      var names = new AtomicInteger();
      platform =
          new ThreadPoolExecutor(
              threads,
              threads,
              30,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(threads + waiting),
              task -> new Thread(task, "http-worker-" + names.incrementAndGet()));
      platform.allowCoreThreadTimeOut(true);
      executor = platform;
    }
  }

  private static void one(Semaphore running, Runnable task) {
    // Bounded by the answer timeout of the calls before it, and a virtual thread costs little.
    running.acquireUninterruptibly();
    try {
      task.run();
    } finally {
      running.release();
    }
  }

  /**
   * @throws EngineException BUSY if all places are taken
   */
  void run(Runnable task) {
    if (!places.tryAcquire()) {
      throw busy(null);
    }
    try {
      executor.execute(
          () -> {
            try {
              task.run();
            } finally {
              places.release();
            }
          });
    } catch (RejectedExecutionException e) {
      places.release();
      throw busy(e);
    }
  }

  private static EngineException busy(Throwable cause) {
    return new EngineException(
        ErrorCode.BUSY, "The server has too much to do; try again in a moment.", cause);
  }

  /** Interrupts what still runs. */
  @Override
  public void close() {
    if (platform != null) {
      platform.shutdownNow();
    }
  }
}
