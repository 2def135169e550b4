package io.lanista.distribution.config;

import java.time.Duration;

/**
 * Uploaded replays.
 *
 * @param maxSize the largest accepted
 * @param clockAllowance how far a replay may start before its match
 * @param checkStart whether a replay must be of the match's time; off only for demonstrations
 */
public record ReplayConfig(DataSize maxSize, Duration clockAllowance, boolean checkStart) {
  static ReplayConfig read(Section in) {
    return new ReplayConfig(
        in.size("max-size", DataSize.mebibytes(16), DataSize.kibibytes(1), DataSize.mebibytes(256)),
        in.duration("clock-allowance", Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(1)),
        in.flag("check-start", true));
  }
}
