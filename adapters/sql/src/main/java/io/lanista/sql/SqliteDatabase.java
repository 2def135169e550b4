package io.lanista.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A SQLite file: one connection writes, several read beside it. */
final class SqliteDatabase implements Database {
  static final String ID = "sqlite";

  private static final String[] SYNCHRONOUS = {"OFF", "NORMAL", "FULL", "EXTRA"};

  /**
   * So many pages (16 MiB) the log takes in before they are written back. Joins change the same few
   * pages again and again: with the usual 1,000, a join costs the database a tenth more.
   */
  private static final int CHECKPOINT_PAGES = 4096;

  /** To this the log shrinks again when a long reader had it grow. */
  static final long LOG_BYTES = 2L * CHECKPOINT_PAGES * 4096;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

  private final SqliteConfig config;
  private final String schemaVersion;
  private final HikariDataSource writer;
  private final HikariDataSource readers;

  private SqliteDatabase(
      SqliteConfig config,
      String schemaVersion,
      HikariDataSource writer,
      HikariDataSource readers) {
    this.config = config;
    this.schemaVersion = schemaVersion;
    this.writer = writer;
    this.readers = readers;
  }

  /** Opens a file, made if it is not there, and brings its schema up to date. */
  static SqliteDatabase open(SqliteConfig config, Clock clock) throws SQLException {
    HikariDataSource writer = null;
    HikariDataSource readers = null;
    try {
      String schemaVersion = migrate(config);
      writer = writer(config);
      readers = readers(config);
      SqliteDatabase database = new SqliteDatabase(config, schemaVersion, writer, readers);
      database.checkJournal();
      try (Connection connection = writer.getConnection()) {
        OwnerRow.take(connection, clock);
      }
      return database;
    } catch (SQLException | RuntimeException failed) {
      close(readers);
      close(writer);
      throw failed;
    }
  }

  private static void close(HikariDataSource pool) {
    if (pool != null) {
      pool.close();
    }
  }

  private void checkJournal() {
    String mode = describe().journalMode();
    if (!mode.equals("wal")) {
      throw Failures.unavailable(
          "The database "
              + config.file()
              + " cannot keep a write-ahead log (its journal mode is "
              + mode
              + "): move it to a local disk; network file systems do not do.",
          null);
    }
  }

  @Override
  public String databaseId() {
    return ID;
  }

  @Override
  public Share share() {
    return Share.ALONE;
  }

  @Override
  public String place() {
    return config.file().toAbsolutePath().toString();
  }

  @Override
  public HikariDataSource writers() {
    return writer;
  }

  @Override
  public HikariDataSource readers() {
    return readers;
  }

  @Override
  public DataSource scheduling() {
    return writer;
  }

  @Override
  public void settle() {
    // A call within the process has always ended when it returns.
  }

  @Override
  public Call begin(SqlSession statements) {
    return how -> giveTransactionBack(statements.getConnection());
  }

  /**
   * SQLite itself ends a transaction when the disk is full, but the layers above believe that it
   * goes on, and would fail again to roll it back: this gives them one to roll back.
   */
  private static void giveTransactionBack(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
    } catch (SQLException stillOpen) {
      LOG.debug("A failed transaction is rolled back as usual.", stillOpen);
    }
  }

  @Override
  public Conflict conflict(SQLException failed) {
    // There is one writer.
    return Conflict.NONE;
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }

  /** Asks the writing connection itself how it keeps data. */
  @Override
  public Description describe() {
    try (Connection connection = writer.getConnection();
        Statement statement = connection.createStatement()) {
      return new Description(
          config.file().toAbsolutePath().toString(),
          "SQLite " + text(statement, "SELECT sqlite_version()"),
          text(statement, "PRAGMA journal_mode"),
          SYNCHRONOUS[Integer.parseInt(text(statement, "PRAGMA synchronous"))],
          schemaVersion,
          Long.parseLong(text(statement, "PRAGMA page_count"))
              * Long.parseLong(text(statement, "PRAGMA page_size")),
          List.of());
    } catch (SQLException failed) {
      throw Failures.of(failed);
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet results = statement.executeQuery(query)) {
      results.next();
      return results.getString(1);
    }
  }

  @Override
  public void close() {
    // The writer last: its connection then folds the log into the database.
    readers.close();
    writer.close();
  }

  /** The only connection that writes. Its transactions take the write lock at once. */
  static HikariDataSource writer(SqliteConfig config) {
    SQLiteConfig settings = settings(config);
    settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return pool("sql-writer", settings, config, 1, false);
  }

  /** Connections one by one, for what is done while no server runs. */
  static DataSource single(SqliteConfig config, boolean readOnly) {
    SQLiteConfig settings = settings(config);
    settings.setReadOnly(readOnly);
    return source(settings, config);
  }

  /** Connections that read, each transaction from the state at its first statement. */
  static HikariDataSource readers(SqliteConfig config) {
    SQLiteConfig settings = settings(config);
    settings.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    settings.setReadOnly(true);
    return pool("sql-reader", settings, config, config.readers(), true);
  }

  /**
   * Brings the schema up to date.
   *
   * @return its version
   */
  static String migrate(SqliteConfig config) {
    return Migrations.apply(source(settings(config), config), ID, config.file().toString());
  }

  private static SQLiteConfig settings(SqliteConfig config) {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    settings.setSynchronous(
        config.durability() == SqliteConfig.Durability.FULL
            ? SQLiteConfig.SynchronousMode.FULL
            : SQLiteConfig.SynchronousMode.NORMAL);
    settings.setJournalSizeLimit(Math.toIntExact(LOG_BYTES));
    settings.setBusyTimeout(Math.toIntExact(config.patience().toMillis()));
    return settings;
  }

  private static SQLiteDataSource source(SQLiteConfig settings, SqliteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + config.file().toAbsolutePath());
    return source;
  }

  private static HikariDataSource pool(
      String name, SQLiteConfig settings, SqliteConfig config, int size, boolean readOnly) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source(settings, config));
    // sqlite-jdbc begins the next transaction as soon as one ends: an idle connection that does not
    // commit by itself would hold the write lock.
    pool.setAutoCommit(true);
    pool.setReadOnly(readOnly);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(size);
    pool.setMaxLifetime(0);
    pool.setIdleTimeout(0);
    pool.setConnectionInitSql("PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES);
    pool.setConnectionTimeout(Math.max(250, config.patience().toMillis()));
    return new HikariDataSource(pool);
  }
}
