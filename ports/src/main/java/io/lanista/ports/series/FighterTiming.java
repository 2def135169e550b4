package io.lanista.ports.series;

/**
 * How a fighter kept its deadlines in one game. Times in microseconds, from the question sent to
 * the answer read.
 *
 * @param moves how often it was asked
 * @param late how many answers came too late or not at all
 * @param broken how many answers could not be understood
 * @param medianMicros of the answers in time
 * @param p99Micros of the answers in time
 * @param worstMicros of the answers in time
 */
public record FighterTiming(
    int moves, int late, int broken, long medianMicros, long p99Micros, long worstMicros) {
  /** A fighter that was never asked. */
  public static final FighterTiming NONE = new FighterTiming(0, 0, 0, 0, 0, 0);
}
