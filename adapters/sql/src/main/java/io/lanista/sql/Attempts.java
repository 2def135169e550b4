package io.lanista.sql;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How often a transaction that lost against another one is tried again. */
final class Attempts {
  private static final int AFTER_LOCKED = 8;

  /** The other one has committed: the next look sees what it wrote. */
  private static final int AFTER_DUPLICATE = 2;

  private static final int LONGEST_PAUSE_MS = 20;

  private final long end;
  private int locked;
  private int duplicates;

  /** Attempts within a call's patience. */
  Attempts(Duration patience) {
    end = System.nanoTime() + patience.toNanos();
  }

  /** Whether to try again after this; waits for a few random milliseconds before it says yes. */
  boolean again(Database.Conflict conflict) {
    boolean more =
        switch (conflict) {
          case NONE -> false;
          case LOCKED -> locked++ < AFTER_LOCKED;
          case DUPLICATE -> duplicates++ < AFTER_DUPLICATE;
        };
    return more && System.nanoTime() < end && pause();
  }

  private boolean pause() {
    int longest = LONGEST_PAUSE_MS * (locked + duplicates);
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1, longest + 1));
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
