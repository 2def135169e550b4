package io.lanista.sandbox;

import io.lanista.ports.sandbox.SandboxException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few lines between the thread that reads a program's output and the one that asks for it. The
 * reader waits while it is full, and so does the program, once its pipe is. Thread-safe.
 */
final class LineQueue {
  private static final int MOST = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition some = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Queue<String> lines = new ArrayDeque<>(MOST);
  private String ended;

  /** Waits for room. False if nobody wants lines any more. */
  boolean put(String line) {
    lock.lock();
    try {
      while (lines.size() == MOST && ended == null) {
        room.awaitUninterruptibly();
      }
      if (ended != null) {
        return false;
      }
      lines.add(line);
      some.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next line; empty if none came in time. */
  Optional<String> take(long nanos) throws SandboxException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (lines.isEmpty()) {
        if (ended != null) {
          throw new SandboxException(ended);
        }
        if (left <= 0) {
          return Optional.empty();
        }
        left = some.awaitNanos(left);
      }
      String line = lines.remove();
      room.signal();
      return Optional.of(line);
    } finally {
      lock.unlock();
    }
  }

  /** No more lines will come; those that came are still handed out. The first reason stays. */
  void end(String why) {
    lock.lock();
    try {
      if (ended == null) {
        ended = why;
      }
      some.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what was not taken. */
  void discard() {
    lock.lock();
    try {
      lines.clear();
    } finally {
      lock.unlock();
    }
  }

  Optional<String> whyEnded() {
    lock.lock();
    try {
      return Optional.ofNullable(ended);
    } finally {
      lock.unlock();
    }
  }
}
