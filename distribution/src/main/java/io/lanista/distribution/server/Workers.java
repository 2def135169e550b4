package io.lanista.distribution.server;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The thread pools beside the HTTP server's own. Every one is bounded. */
final class Workers implements AutoCloseable {
  private static final int LOOKUP_THREADS = 8;
  private static final int LOOKUPS_WAITING = 4096;
  private static final int ANSWER_THREADS = 2;
  private static final int ANSWERS_WAITING = 1024;

  private final ThreadPoolExecutor lookups =
      pool(
          "lookup",
          LOOKUP_THREADS,
          LOOKUPS_WAITING,
          (task, pool) -> {
            throw new EngineException(
                ErrorCode.BUSY, "Too many look-ups are waiting; try again in a second.");
          });

  // When answering cannot keep up, the queue's owner answers itself and so takes in less.
  private final ThreadPoolExecutor answers =
      pool("answer", ANSWER_THREADS, ANSWERS_WAITING, new ThreadPoolExecutor.CallerRunsPolicy());

  /** For what may wait for the database; refuses with BUSY when too much does. */
  Executor lookups() {
    return lookups;
  }

  /** For writing answers of the queue. */
  Executor answers() {
    return answers;
  }

  private static ThreadPoolExecutor pool(
      String name, int threads, int waiting, RejectedExecutionHandler full) {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            full);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @Override
  public void close() {
    lookups.shutdown();
    answers.shutdown();
  }
}
