package io.lanista.sql;

import java.time.Duration;
import java.util.Objects;

/**
 * A database on a MariaDB server. The schema in the URL exists; the user owns it.
 *
 * @param url {@code jdbc:mariadb://host:port/schema} or without {@code jdbc:}, with the driver's
 *     parameters; never with a password
 * @param user empty for the driver's default
 * @param password may be empty; not shown
 * @param connections how many may write at the same time, and half as many more read, 2..64
 * @param patience how long a call waits for the database before it gives up, 1 s..5 min
 * @param roomsOnly whether this engine serves only rooms, beside the one that owns the schema; it
 *     writes players, keys, rooms and polls, and refuses to write anything else
 */
public record MariaDbConfig(
    String url, String user, String password, int connections, Duration patience, boolean roomsOnly)
    implements SqlConfig {
  public MariaDbConfig {
    url = MariaDbUrl.parse(url).text();
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    if (connections < 2 || connections > 64) {
      throw new IllegalArgumentException("Connections are 2 to 64; given: " + connections + ".");
    }
    SqlConfig.requirePatience(patience);
    if (patience.toSeconds() < 1) {
      throw new IllegalArgumentException("Patience is 1 s or more; given: " + patience + ".");
    }
  }

  /** For an engine that owns the schema. */
  public MariaDbConfig(
      String url, String user, String password, int connections, Duration patience) {
    this(url, user, password, connections, patience, false);
  }

  /** The same database, for an engine that serves only rooms. */
  public MariaDbConfig forRooms() {
    return new MariaDbConfig(url, user, password, connections, patience, true);
  }

  /** Eight writers and ten seconds of patience. */
  public static MariaDbConfig of(String url, String user, String password) {
    return new MariaDbConfig(url, user, password, 8, Duration.ofSeconds(10));
  }

  @Override
  public String toString() {
    return "MariaDbConfig[url=" + url + ", user=" + user + ", connections=" + connections + "]";
  }
}
