package io.lanista.engine.match;

import java.time.Duration;
import java.util.Objects;

/**
 * The rules of matches that operators may change.
 *
 * @param timeout how long a match may show no sign of life before it expires
 */
public record MatchSettings(Duration timeout) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  public MatchSettings {
    Objects.requireNonNull(timeout);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("A match's timeout is positive.");
    }
  }
}
