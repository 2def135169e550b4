package io.lanista.plugins.eloband;

import java.time.Duration;

/**
 * How far apart two ratings may be, and how that widens with waiting.
 *
 * @param start the range of an agent that asked for none
 * @param step what waiting adds at a time, in rating points
 * @param every how long one waits for a step
 * @param most where widening ends; an agent that asked for more keeps what it asked for
 */
record Bands(int start, int step, Duration every, int most) {
  /** No two ratings are further apart than this, for all that matters. */
  static final int WIDEST = 10_000;

  /** Bounds how many steps there can be. */
  static final int LEAST_STEP = 10;

  static final int NEVER = Integer.MAX_VALUE;

  Bands {
    if (start < 1 || start > WIDEST || most < 1 || most > WIDEST) {
      throw new IllegalArgumentException("A range is 1.." + WIDEST + ": " + start + ", " + most);
    }
    if (step < LEAST_STEP || every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("Bands widen by " + step + " every " + every + ".");
    }
  }

  /** The greatest difference that someone who asked for this will ever accept. */
  int limit(int asked) {
    return Math.max(asked, most);
  }

  /** What someone who asked for this accepts after so many steps. */
  int range(int asked, int steps) {
    return (int) Math.min(limit(asked), asked + (long) step * steps);
  }

  /** After how many steps nothing is added any more. */
  int lastStep(int asked) {
    return stepsTo(limit(asked), asked);
  }

  /** How many steps make this difference acceptable; {@link #NEVER} if none do. */
  int stepsTo(int difference, int asked) {
    if (difference <= asked) {
      return 0;
    }
    return difference > limit(asked) ? NEVER : (difference - asked + step - 1) / step;
  }

  /** How many steps someone has made who has waited this long, in nanoseconds. */
  int steps(long waited, int asked) {
    return (int) Math.min(lastStep(asked), Math.max(0, waited) / every.toNanos());
  }
}
