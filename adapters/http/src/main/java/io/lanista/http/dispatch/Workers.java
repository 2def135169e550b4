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
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * Runs blocking handlers: so many at once, so many more waiting, the rest refused as BUSY, and so
 * are calls whose bodies together would take too much memory. On a JDK that has virtual threads
 * each call gets one of its own.
 */
public final class Workers implements AutoCloseable {
  private final Executor executor;
  private final ThreadPoolExecutor platform;
  private final Semaphore places;
  private final long maxHeld;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param maxHeldBytes that the bodies of calls that run and wait may have together
   */
  public Workers(int threads, int waiting, long maxHeldBytes) {
    places = new Semaphore(threads + waiting);
    maxHeld = maxHeldBytes;
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
    // Bounded by what the calls before it wait for, and a virtual thread costs little.
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
    run(task, 0);
  }

  /**
   * @param bytes that the task keeps in memory until it has run
   * @throws EngineException BUSY if all places are taken, or too much memory is
   */
  void run(Runnable task, int bytes) {
    if (!places.tryAcquire()) {
      throw busy(null);
    }
    var before = held.getAndAdd(bytes);
    // One alone is let in whatever its size: its route has said how large it may be.
    if (bytes > 0 && before > 0 && before + bytes > maxHeld) {
      leave(bytes);
      throw busy(null);
    }
    try {
      executor.execute(
          () -> {
            try {
              task.run();
            } finally {
              leave(bytes);
            }
          });
    } catch (RejectedExecutionException e) {
      leave(bytes);
      throw busy(e);
    }
  }

  private void leave(int bytes) {
    held.addAndGet(-bytes);
    places.release();
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
