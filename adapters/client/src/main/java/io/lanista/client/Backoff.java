package io.lanista.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses between repeats: doubling, somewhat random so that many agents do not come back at
 * once, never shorter than the arena asks, and bounded in all. For one thread.
 */
final class Backoff {
  private static final long MAX_PAUSE = Duration.ofSeconds(5).toNanos();

  private final long end;
  private long next;

  Backoff(Duration patience, Duration first) {
    end = System.nanoTime() + patience.toNanos();
    next = first.toNanos();
  }

  /** Waits before the next try; false, without waiting, if patience would run out meanwhile. */
  boolean pause(String purpose, Optional<Duration> asked) {
    long random = next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1);
    long pause = Math.max(random, asked.map(Backoff::nanos).orElse(0L));
    next = Math.min(next * 2, MAX_PAUSE);
    if (pause > end - System.nanoTime()) {
      return false;
    }
    sleep(purpose, Duration.ofNanos(pause));
    return true;
  }

  /** Sleeps; an interrupt ends it with an exception and stays set. */
  static void sleep(String purpose, Duration pause) {
    try {
      Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ArenaException.unanswered(purpose, "interrupted", interrupted);
    }
  }

  private static long nanos(Duration asked) {
    return Math.min(asked.toSeconds(), 86_400) * 1_000_000_000L;
  }
}
