package io.lanista.engine.hosting;

import java.util.concurrent.TimeUnit;

/**
 * How long answers took: counts in steps of at most a sixteenth, up to two minutes. Taking a time
 * allocates nothing.
 */
final class AnswerTimes {
  private static final int STEPS = 16;
  private static final int DOUBLINGS = 24;

  private final int[] counts = new int[STEPS * DOUBLINGS];
  private int taken;
  private long worst;

  void take(long nanos) {
    long micros = Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
    counts[step(micros)]++;
    taken++;
    worst = Math.max(worst, micros);
  }

  /** In microseconds; 0 if none was taken. */
  long worst() {
    return worst;
  }

  /**
   * The time that a share of the answers did not exceed, in microseconds, at most a sixteenth above
   * the truth; 0 if none was taken.
   */
  long within(double share) {
    int wanted = (int) Math.ceil(taken * share);
    int seen = 0;
    for (int step = 0; step < counts.length; step++) {
      seen += counts[step];
      if (seen >= wanted && seen > 0) {
        return Math.min(worst, most(step));
      }
    }
    return worst;
  }

  // The first sixteen steps are single microseconds; from there each doubling has sixteen.
  private static int step(long micros) {
    if (micros < STEPS) {
      return (int) micros;
    }
    int doubling = 63 - Long.numberOfLeadingZeros(micros) - 3;
    int step = doubling * STEPS + (int) ((micros >> (doubling - 1)) - STEPS);
    return Math.min(step, STEPS * DOUBLINGS - 1);
  }

  private static long most(int step) {
    if (step < STEPS) {
      return step;
    }
    int doubling = step / STEPS;
    return ((long) (step % STEPS + STEPS + 1) << (doubling - 1)) - 1;
  }
}
