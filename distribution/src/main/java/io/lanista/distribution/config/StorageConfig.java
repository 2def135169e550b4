package io.lanista.distribution.config;

import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.MariaDbUrl;
import io.lanista.sql.SqlConfig;
import io.lanista.sql.SqliteConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which database is used, and how it writes.
 *
 * @param url a schema on a MariaDB server; empty for SQLite in the data folder
 * @param user who uses that schema; empty for the name of the system's user
 * @param connections how many transactions may write at the same time on a server
 * @param synchronous what an acknowledged write survives on SQLite
 */
public record StorageConfig(
    String url, String user, Optional<Secret> password, int connections, Synchronous synchronous) {
  private static final int LONGEST_URL = 1024;
  private static final int LONGEST_USER = 128;
  private static final int READERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** SQLite's {@code synchronous} setting, in WAL mode. */
  public enum Synchronous {
    /** Survives a loss of power. */
    FULL,
    /** Survives the death of the process; a loss of power may take the last commits. */
    NORMAL
  }

  static StorageConfig read(Section in, Section sqlite, SecretSource secrets) {
    return new StorageConfig(
        in.checked("url", "", LONGEST_URL, StorageConfig::address),
        in.text("user", "", LONGEST_USER),
        secrets.secret("storage.password", "storage.password-file"),
        in.number("connections", 8, 2, 64),
        sqlite.choice("synchronous", Synchronous.FULL));
  }

  private static String address(String text) {
    return text.isEmpty() ? text : MariaDbUrl.parse(text).text();
  }

  /** Whether a server keeps the data, and not a file. */
  public boolean isOnServer() {
    return !url.isEmpty();
  }

  /**
   * What storage is opened with.
   *
   * @param file the database if it is a file
   * @param roomsOnly whether a database on a server is another engine's
   */
  public SqlConfig database(Path file, boolean roomsOnly) {
    if (!isOnServer()) {
      return new SqliteConfig(
          file, SqliteConfig.Durability.valueOf(synchronous.name()), READERS, PATIENCE);
    }
    MariaDbConfig whole =
        new MariaDbConfig(
            url, user, password.map(Secret::reveal).orElse(""), connections, PATIENCE);
    return roomsOnly ? whole.forRooms() : whole;
  }
}
