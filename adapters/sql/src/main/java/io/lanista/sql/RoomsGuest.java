package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an engine that serves rooms only write to a schema beside its owner, as long as both know
 * the same version of it. Thread-safe.
 */
final class RoomsGuest implements WriteRight {
  private static final Logger LOG = LoggerFactory.getLogger(RoomsGuest.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final String place;
  private final String version;
  private volatile Optional<String> refusal = Optional.empty();

  private RoomsGuest(String place, String version) {
    this.place = place;
    this.version = version;
  }

  /**
   * Waits until the schema is up to date. If no owner is there to see to that, it is done here.
   *
   * @param patience how long an owner may take that starts at the same moment
   * @throws EngineException STORAGE_UNAVAILABLE if the schema is of another version, and stays so
   */
  static RoomsGuest of(DataSource migrating, MariaDbUrl url, Duration patience)
      throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    while (!Migrations.isCurrent(migrating, MariaDbDatabase.ID, url.place())
        && isOwned(migrating, url)) {
      if (System.nanoTime() > end) {
        throw Failures.unavailable(
            "The database "
                + url.place()
                + " belongs to an engine of an older version of Lanista, or one that is still"
                + " bringing it up to date. Upgrade that one first, and then start this one.",
            null);
      }
      pause();
    }
    return new RoomsGuest(
        url.place(), Migrations.apply(migrating, MariaDbDatabase.ID, url.place()));
  }

  private static boolean isOwned(DataSource connections, MariaDbUrl url) throws SQLException {
    try (Connection connection = connections.getConnection();
        PreparedStatement ask = connection.prepareStatement("SELECT IS_USED_LOCK(?)")) {
      ask.setString(1, DatabaseOwner.lockName(url.schema()));
      try (ResultSet row = ask.executeQuery()) {
        return row.next() && row.getString(1) != null;
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable("The start was interrupted.", interrupted);
    }
  }

  @Override
  public void check(Connection transaction) throws SQLException {
    String sql =
        "SELECT (SELECT version FROM flyway_schema_history"
            + " WHERE success = 1 AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1)"
            + " FROM room_engines WHERE id = 1 LOCK IN SHARE MODE";
    try (Statement statement = transaction.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      String now = row.next() ? row.getString(1) : "";
      if (version.equals(now)) {
        return;
      }
      refuse(now);
    }
    throw Failures.unavailable(refusal.orElseThrow(), null);
  }

  @Override
  public void awaitOthers(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute("SELECT id FROM room_engines WHERE id = 1 FOR UPDATE");
    }
  }

  private synchronized void refuse(String now) {
    if (refusal.isEmpty()) {
      refusal =
          Optional.of(
              "The database was upgraded from schema version "
                  + version
                  + " to "
                  + now
                  + " by another engine; nothing was changed. Restart this engine with the same"
                  + " version of Lanista as that one.");
      LOG.error("{} ({})", refusal.get(), place);
    }
  }

  @Override
  public Optional<String> refusal() {
    return refusal;
  }

  @Override
  public void close() {
    // Nothing is held beyond a transaction.
  }
}
