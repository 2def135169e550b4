package io.lanista.distribution.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Recordings.
 *
 * @param maxSize the largest accepted upload
 * @param clockAllowance how far a replay may start before its match
 * @param checkStart whether a replay must be of the match's time; off only for demonstrations
 * @param keep how long after the end of their match recordings are kept; zero for ever
 * @param s3 where they are kept; empty for the data folder
 */
public record ReplayConfig(
    DataSize maxSize,
    Duration clockAllowance,
    boolean checkStart,
    Duration keep,
    Optional<S3Config> s3) {
  /** What keeps the recordings. */
  public enum Store {
    LOCAL,
    S3
  }

  static ReplayConfig read(Section in, Section s3, SecretSource secrets) {
    DataSize maxSize =
        in.size("max-size", DataSize.mebibytes(16), DataSize.kibibytes(1), DataSize.mebibytes(256));
    Duration clockAllowance =
        in.duration("clock-allowance", Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(1));
    boolean checkStart = in.flag("check-start", true);
    Duration keep = in.duration("keep", Duration.ZERO, Duration.ZERO, Duration.ofDays(36_500));
    boolean remote = in.choice("store", Store.LOCAL) == Store.S3;
    S3Config place = S3Config.read(s3, secrets);
    if (remote) {
      place.require(s3);
    }
    return new ReplayConfig(
        maxSize, clockAllowance, checkStart, keep, Optional.of(place).filter(any -> remote));
  }
}
