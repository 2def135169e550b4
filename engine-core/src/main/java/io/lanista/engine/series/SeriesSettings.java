package io.lanista.engine.series;

import java.time.Duration;
import java.util.Objects;

/**
 * How series are agreed on (spec 3, Queue, accept, series).
 *
 * @param acceptWithin how long both have to accept
 * @param rest how long who did not accept rests, the first time; twice as long each further time
 * @param longestRest the longest rest
 * @param forgetAfter after so long without one, the next time is the first again
 */
public record SeriesSettings(
    Duration acceptWithin, Duration rest, Duration longestRest, Duration forgetAfter) {
  /** As the specification says. */
  public static final SeriesSettings USUAL =
      new SeriesSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofMinutes(30),
          Duration.ofDays(1));

  public SeriesSettings {
    Objects.requireNonNull(acceptWithin);
    Objects.requireNonNull(rest);
    Objects.requireNonNull(longestRest);
    Objects.requireNonNull(forgetAfter);
    if (acceptWithin.isNegative() || acceptWithin.isZero() || rest.isNegative()) {
      throw new IllegalArgumentException("There is some time to accept, and no negative rest.");
    }
  }

  /** These, with another time to accept. */
  public SeriesSettings acceptingWithin(Duration time) {
    return new SeriesSettings(time, rest, longestRest, forgetAfter);
  }
}
