package io.lanista.engine.chain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave a node alone that gave trouble: a second at first, a minute at most. Pure. */
final class BackOff {
  private static final long LONGEST_MS = 60_000;

  private BackOff() {}

  /**
   * A pause.
   *
   * @param failures how many turns failed one after the other, at least 1
   * @param random spreads it by a fifth, lest several engines ask at the same moment
   */
  static Duration after(int failures, RandomGenerator random) {
    long pause = Math.min(LONGEST_MS, 1_000L << Math.min(failures - 1, 10));
    return Duration.ofMillis((long) (pause * (0.8 + 0.2 * random.nextDouble())));
  }
}
