package io.lanista.distribution.config;

import java.time.Duration;

/**
 * Matches.
 *
 * @param timeout an unfinished match expires this long after its last sign of life
 */
public record MatchConfig(Duration timeout) {
  static MatchConfig read(Section in) {
    return new MatchConfig(
        in.duration("timeout", Duration.ofMinutes(30), Duration.ofSeconds(10), Duration.ofDays(7)));
  }
}
