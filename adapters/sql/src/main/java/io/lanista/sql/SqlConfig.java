package io.lanista.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where and how data is kept.
 *
 * @param file the SQLite database, made if it is not there; its folder must exist
 * @param durability what survives a loss of power
 * @param readers how many may read at the same time, 1..64
 * @param patience how long to wait for a connection or a lock before giving up, 1 ms..5 min
 */
public record SqlConfig(Path file, Durability durability, int readers, Duration patience) {
  /** What survives. A killed process loses nothing in either. */
  public enum Durability {
    /** Every commit is on disk before it is acknowledged. */
    FULL,
    /** A loss of power may take the last commits, never the consistency. Faster. */
    NORMAL
  }

  public SqlConfig {
    Objects.requireNonNull(file);
    Objects.requireNonNull(durability);
    if (readers < 1 || readers > 64) {
      throw new IllegalArgumentException("Readers are 1 to 64; given: " + readers + ".");
    }
    if (patience.toMillis() < 1 || patience.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("Patience is 1 ms to 5 min; given: " + patience + ".");
    }
  }

  /** The defaults: every commit on disk, four readers, ten seconds of patience. */
  public static SqlConfig of(Path file) {
    return new SqlConfig(file, Durability.FULL, 4, Duration.ofSeconds(10));
  }
}
