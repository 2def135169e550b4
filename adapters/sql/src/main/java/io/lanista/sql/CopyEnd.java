package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * One end of a copy: a database that no server uses meanwhile. For a schema on a server that is
 * made sure here, by the owner's lock; for a file, by whoever holds the lock on its data folder.
 */
final class CopyEnd implements AutoCloseable {
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(1);

  /** For the server to notice that connections were closed. */
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

  private final String place;
  private final String kind;
  private final DataSource source;
  private final Connection connection;
  private final Optional<DatabaseOwner> owner;

  private CopyEnd(
      String place,
      String kind,
      DataSource source,
      Connection connection,
      Optional<DatabaseOwner> owner) {
    this.place = place;
    this.kind = kind;
    this.source = source;
    this.connection = connection;
    this.owner = owner;
  }

  /** Opens a database that is read, in one state of it, and not changed. */
  static CopyEnd from(SqlConfig config, Clock clock) throws SQLException {
    if (config instanceof SqliteConfig file) {
      if (!Files.isRegularFile(file.file())) {
        throw refused("There is no database " + file.file() + ".");
      }
      DataSource source = SqliteDatabase.single(file, true);
      return opened(file.file().toString(), "sqlite", source, Optional.empty(), "BEGIN");
    }
    return onServer(
        (MariaDbConfig) config, clock, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  }

  /** Opens a database that is written. */
  static CopyEnd to(SqlConfig config, Clock clock) throws SQLException {
    if (config instanceof SqliteConfig file) {
      DataSource source = SqliteDatabase.single(file, false);
      return opened(file.file().toString(), "sqlite", source, Optional.empty(), "");
    }
    return onServer((MariaDbConfig) config, clock, "");
  }

  private static CopyEnd onServer(MariaDbConfig config, Clock clock, String begin)
      throws SQLException {
    MariaDbUrl url = MariaDbUrl.parse(config.url());
    DatabaseOwner owner =
        DatabaseOwner.claim(MariaDbDatabase.source(config, url, config.patience()), url, clock);
    try {
      MariaDbUrl bulk = MariaDbUrl.parse(url.with("useBulkStmtsForInserts", "true"));
      DataSource source = MariaDbDatabase.source(config, bulk, LONGEST_STATEMENT);
      requireNobodyElse(source, url, owner);
      return opened(url.place(), MariaDbDatabase.ID, source, Optional.of(owner), begin);
    } catch (SQLException | RuntimeException failed) {
      owner.close();
      throw failed;
    }
  }

  /** Engines that serve rooms only hold no lock, but are seen by their connections. */
  private static void requireNobodyElse(DataSource source, MariaDbUrl url, DatabaseOwner owner)
      throws SQLException {
    long end = System.nanoTime() + LONGEST_FAREWELL.toNanos();
    try (Connection connection = source.getConnection()) {
      String others =
          "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = DATABASE()"
              + " AND USER = SUBSTRING_INDEX(USER(), '@', 1)"
              + " AND ID NOT IN (CONNECTION_ID(), "
              + owner.holder()
              + ")";
      long count = CopyTables.number(connection, others);
      while (count > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(100);
        count = CopyTables.number(connection, others);
      }
      if (count > 0) {
        throw refused(
            "The database "
                + url.place()
                + " is in use: its user has "
                + count
                + " other connections to it. Stop the engines that serve rooms on it, and close"
                + " other sessions of that user.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw refused("The copy was interrupted before it began.");
    }
  }

  private static CopyEnd opened(
      String place, String kind, DataSource source, Optional<DatabaseOwner> owner, String begin)
      throws SQLException {
    Connection connection = source.getConnection();
    try {
      if (!begin.isEmpty()) {
        connection.setTransactionIsolation(
            owner.isPresent()
                ? Connection.TRANSACTION_REPEATABLE_READ
                : Connection.TRANSACTION_SERIALIZABLE);
        try (Statement statement = connection.createStatement()) {
          statement.execute(begin);
        }
      }
      return new CopyEnd(place, kind, source, connection, owner);
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  static EngineException refused(String why) {
    return Failures.unavailable(why, null);
  }

  /** Where it is, without secrets. */
  String place() {
    return place;
  }

  Connection connection() {
    return connection;
  }

  boolean isFile() {
    return kind.equals("sqlite");
  }

  /** Gives a new database its schema. */
  void migrate() {
    Migrations.applyTo(source, kind, place);
  }

  /** Makes sure that it still belongs to this copy. */
  void check() throws SQLException {
    if (owner.isPresent() && !owner.get().isHeld()) {
      throw refused("The lock on the database " + place + " was lost; start the copy again.");
    }
  }

  /** The highest number a table has given, whether or not its row is still there. */
  long position(String table, String column) throws SQLException {
    long highest = CopyTables.number(connection, "SELECT MAX(" + column + ") FROM " + table);
    String given =
        isFile()
            ? "SELECT seq FROM sqlite_sequence WHERE name = '" + table + "'"
            : table.equals("outbox")
                ? "SELECT last FROM outbox_sequence WHERE id = 1"
                : "SELECT AUTO_INCREMENT - 1 FROM information_schema.TABLES"
                    + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '"
                    + table
                    + "'";
    return Math.max(highest, CopyTables.number(connection, given));
  }

  /** Lets a table go on after this number. */
  void goOnAfter(String table, long number) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!isFile()) {
        statement.execute(
            table.equals("outbox")
                ? "UPDATE outbox_sequence SET last = " + number + " WHERE id = 1"
                : "ALTER TABLE " + table + " AUTO_INCREMENT = " + (number + 1));
      } else if (number > 0) {
        statement.execute("DELETE FROM sqlite_sequence WHERE name = '" + table + "'");
        statement.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('" + table + "', " + number + ")");
      }
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    try {
      connection.close();
    } finally {
      owner.ifPresent(DatabaseOwner::close);
    }
  }
}
