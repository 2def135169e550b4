package io.lanista.sql;

import java.nio.file.Path;
import java.time.Duration;

/** Where and how data is kept: in a file of this machine, or by a MariaDB server. */
public sealed interface SqlConfig permits SqliteConfig, MariaDbConfig {
  /** How long a call waits for the database before it gives up, 1 ms..5 min. */
  Duration patience();

  /** A SQLite file with the defaults: every commit on disk, four readers, ten seconds. */
  static SqliteConfig of(Path file) {
    return new SqliteConfig(file, SqliteConfig.Durability.FULL, 4, Duration.ofSeconds(10));
  }

  /** Refuses a patience out of its range. */
  static void requirePatience(Duration patience) {
    if (patience.toMillis() < 1 || patience.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("Patience is 1 ms to 5 min; given: " + patience + ".");
    }
  }
}
