package io.lanista.distribution.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Asks again and again, for as long as a demo may take. */
final class Patience {
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 200_000_000;

  private Patience() {}

  /** Something that will be there. */
  @FunctionalInterface
  interface Look<T> {
    Optional<T> look() throws IOException;
  }

  /**
   * What is there once it is.
   *
   * @param what it waits for, in words
   * @throws IOException if it was not there in time, or this thread was interrupted
   */
  static <T> T until(String what, Look<T> look) throws IOException {
    long end = System.nanoTime() + MOST.toNanos();
    while (true) {
      Optional<T> found = look.look();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new IOException("waited " + MOST.toSeconds() + " s for " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted while waiting for " + what);
      }
    }
  }
}
