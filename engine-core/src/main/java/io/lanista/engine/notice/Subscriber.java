package io.lanista.engine.notice;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.notice.NumberedNotice;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongFunction;

/**
 * One listener and how far it is. Notices are read and handed over by one thread at a time; the
 * lock is held for nothing but the flags.
 */
final class Subscriber {
  private static final Logger LOG = System.getLogger(Subscriber.class.getName());

  private final NoticeListener listener;
  private final LongFunction<List<NumberedNotice>> after;
  private final Runnable gone;
  private long position;
  private boolean running;
  private boolean again;
  private boolean failed;
  private boolean over;

  /**
   * A listener that is told nothing before it is woken.
   *
   * @param after reads notices with a higher number, in order, as many as are read at once
   * @param gone is called once it is not to be woken any more
   */
  Subscriber(
      long position,
      NoticeListener listener,
      LongFunction<List<NumberedNotice>> after,
      Runnable gone) {
    this.position = position;
    this.listener = listener;
    this.after = after;
    this.gone = gone;
  }

  /** Whether notices could not be read; they are looked for again when this is woken. */
  synchronized boolean hasFailed() {
    return failed && !running;
  }

  /** Nothing more is handed over, except what is being handed over now. */
  synchronized void leave() {
    over = true;
  }

  /** Has what is new read and handed over by another thread. */
  void wake(Executor senders) {
    synchronized (this) {
      if (over) {
        return;
      }
      if (running) {
        again = true;
        return;
      }
      running = true;
    }
    try {
      senders.execute(this::send);
    } catch (RejectedExecutionException stopping) {
      leave();
    }
  }

  private void send() {
    boolean done = false;
    try {
      while (sendSome() || isWokenAgain()) {
        // Until nothing is new.
      }
      done = true;
    } catch (EngineException unavailable) {
      // The storage says so itself; the next look goes on from here.
    } catch (RuntimeException broken) {
      LOG.log(Level.WARNING, "A player's agent failed and is told nothing more.", broken);
      dismiss();
    } finally {
      if (!done) {
        stop();
      }
    }
  }

  private synchronized boolean isWokenAgain() {
    boolean woken = again && !over;
    again = false;
    running = woken;
    failed = false;
    return woken;
  }

  private synchronized void stop() {
    running = false;
    again = false;
    failed = true;
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** True if there may be more. */
  private boolean sendSome() {
    if (isOver()) {
      return false;
    }
    List<NumberedNotice> notices = after.apply(position);
    for (NumberedNotice notice : notices) {
      if (isOver()) {
        return false;
      }
      if (!listener.offer(notice)) {
        dismiss();
        return false;
      }
      position = notice.sequence();
    }
    return !notices.isEmpty();
  }

  private void dismiss() {
    leave();
    gone.run();
    try {
      listener.end();
    } catch (RuntimeException broken) {
      LOG.log(Level.WARNING, "A player's agent failed while it was sent away.", broken);
    }
  }
}
