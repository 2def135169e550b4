package io.lanista.engine.hosting;

import java.time.Duration;

/**
 * Has both fighters decide at the same time, in one thread: while both are thinking it waits for
 * them in turns, a little at a time, so that neither's time is measured by the other's. What is
 * measured is at most an eighth, or a millisecond, too long.
 */
final class Moves {
  private static final long LEAST = 50_000;
  private static final long MOST = 1_000_000;

  private final Ticks ticks;

  Moves(Ticks ticks) {
    this.ticks = ticks;
  }

  /** Returns when both have answered, or had their time. */
  void ask(FighterTurns p1, FighterTurns p2, String act) throws InterruptedException {
    long began = ticks.nanos();
    p1.ask(act);
    p2.ask(act);
    while (p1.isPending() && p2.isPending()) {
      long slice = Math.min(MOST, Math.max(LEAST, (ticks.nanos() - began) / 8));
      p1.await(Duration.ofNanos(slice));
      if (p2.isPending()) {
        p2.await(Duration.ZERO);
      }
      if (p1.isPending() && p2.isPending()) {
        p2.await(Duration.ofNanos(slice));
        p1.await(Duration.ZERO);
      }
    }
    finish(p1);
    finish(p2);
  }

  private static void finish(FighterTurns fighter) throws InterruptedException {
    while (fighter.isPending()) {
      fighter.await(Duration.ofDays(1));
    }
  }
}
