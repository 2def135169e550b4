package io.lanista.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Threads that carry simulated tasks, of which one moves at a time: a task has a thread only so
 * that it can halt in the middle of a call. Used again from seed to seed.
 */
final class Carriers implements AutoCloseable {
  private final ConcurrentLinkedDeque<Carrier> free = new ConcurrentLinkedDeque<>();
  private final List<Carrier> all = new ArrayList<>();

  /** A thread that moves only when it is told to. */
  final class Carrier {
    private final Semaphore moves = new Semaphore(0);
    private final Thread thread;
    private Runnable task = () -> {};
    private Runnable afterwards = () -> {};
    private volatile boolean closed;

    private Carrier() {
      thread = new Thread(this::run, "carrier-" + all.size());
      thread.setDaemon(true);
      thread.start();
    }

    private void run() {
      moves.acquireUninterruptibly();
      while (!closed) {
        task.run();
        Runnable next = afterwards;
        free.push(this);
        next.run();
        moves.acquireUninterruptibly();
      }
    }

    /** Lets it move; the caller halts, or is done. */
    void go() {
      moves.release();
    }

    /** Called on the carrier's own thread: waits until it may move. */
    void halt() {
      moves.acquireUninterruptibly();
    }
  }

  /**
   * Gives a task a thread, which starts when it is let go.
   *
   * @param afterwards says who moves next, when the task is done and its thread free
   */
  Carrier carry(Runnable task, Runnable afterwards) {
    Carrier carrier = free.poll();
    if (carrier == null) {
      carrier = new Carrier();
      all.add(carrier);
    }
    carrier.task = task;
    carrier.afterwards = afterwards;
    return carrier;
  }

  @Override
  public void close() {
    for (Carrier carrier : all) {
      carrier.closed = true;
      carrier.moves.release();
    }
  }
}
