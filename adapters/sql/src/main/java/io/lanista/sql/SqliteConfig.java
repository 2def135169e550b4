package io.lanista.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * A database in a file.
 *
 * @param file the SQLite database, made if it is not there; its folder must exist
 * @param durability what survives a loss of power
 * @param readers how many may read at the same time, 1..64
 * @param patience how long to wait for a connection or a lock before giving up, 1 ms..5 min
 */
public record SqliteConfig(Path file, Durability durability, int readers, Duration patience)
    implements SqlConfig {
  /** What survives. A killed process loses nothing in either. */
  public enum Durability {
    /** Every commit is on disk before it is acknowledged. */
    FULL,
    /** A loss of power may take the last commits, never the consistency. Faster. */
    NORMAL
  }

  public SqliteConfig {
    Objects.requireNonNull(file);
    Objects.requireNonNull(durability);
    if (readers < 1 || readers > 64) {
      throw new IllegalArgumentException("Readers are 1 to 64; given: " + readers + ".");
    }
    SqlConfig.requirePatience(patience);
  }
}
