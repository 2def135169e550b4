package io.lanista.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A schema on a MariaDB server. Several connections write, each transaction seeing what others have
 * committed (READ COMMITTED) and locking the rows it decides about.
 */
final class MariaDbDatabase implements Database {
  static final String ID = "mariadb";

  /** After so long without a word from us, the server gives up a connection and what it locked. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final Duration LONGEST_MIGRATION = Duration.ofHours(1);

  private final MariaDbUrl url;
  private final String schemaVersion;
  private final DatabaseOwner owner;
  private final LostCalls lost;
  private final HikariDataSource writers;
  private final HikariDataSource readers;

  private MariaDbDatabase(
      MariaDbUrl url,
      String schemaVersion,
      DatabaseOwner owner,
      LostCalls lost,
      HikariDataSource writers,
      HikariDataSource readers) {
    this.url = url;
    this.schemaVersion = schemaVersion;
    this.owner = owner;
    this.lost = lost;
    this.writers = writers;
    this.readers = readers;
  }

  /** Takes the schema for this engine and brings it up to date. */
  static MariaDbDatabase open(MariaDbConfig config, Clock clock) throws SQLException {
    MariaDbUrl url = MariaDbUrl.parse(config.url());
    Duration half = config.patience().dividedBy(2);
    DataSource single = source(config, url, half);
    DatabaseOwner owner = DatabaseOwner.claim(single, url, clock);
    HikariDataSource writers = null;
    HikariDataSource readers = null;
    try {
      String version = Migrations.apply(source(config, url, LONGEST_MIGRATION), ID, url.place());
      owner.begin();
      writers = pool("sql-writer", config, url, config.connections(), false);
      readers = pool("sql-reader", config, url, Math.max(2, config.connections() / 2), true);
      LostCalls lost = new LostCalls(single, half);
      return new MariaDbDatabase(url, version, owner, lost, writers, readers);
    } catch (SQLException | RuntimeException failed) {
      close(readers);
      close(writers);
      owner.close();
      throw failed;
    }
  }

  private static void close(HikariDataSource pool) {
    if (pool != null) {
      pool.close();
    }
  }

  /** Connections one by one. */
  private static DataSource source(MariaDbConfig config, MariaDbUrl url, Duration patience)
      throws SQLException {
    Duration half = config.patience().dividedBy(2);
    MariaDbDataSource source =
        new MariaDbDataSource(
            url.with(
                "connectTimeout", String.valueOf(half.toMillis()),
                "socketTimeout", String.valueOf(patience.toMillis()),
                "sessionVariables", "innodb_lock_wait_timeout=" + Math.max(1, half.toSeconds())));
    if (!config.user().isEmpty()) {
      source.setUser(config.user());
    }
    source.setPassword(config.password());
    return source;
  }

  private static HikariDataSource pool(
      String name, MariaDbConfig config, MariaDbUrl url, int size, boolean readOnly) {
    long half = Math.max(500, config.patience().toMillis() / 2);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDriverClassName("org.mariadb.jdbc.Driver");
    // Batches of inserts go as one message, and still say how many rows each touched. Half of the
    // patience may go into a connection, the other half into what is asked over it.
    pool.setJdbcUrl(
        url.with(
            "useBulkStmtsForInserts", "true",
            "connectTimeout", String.valueOf(half),
            "socketTimeout", String.valueOf(half)));
    if (!config.user().isEmpty()) {
      pool.setUsername(config.user());
    }
    pool.setPassword(config.password());
    pool.setConnectionInitSql(
        "SET SESSION innodb_lock_wait_timeout = "
            + Math.max(1, half / 1000)
            + ", SESSION wait_timeout = "
            + SILENCE.toSeconds()
            + ", SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
    pool.setAutoCommit(false);
    pool.setReadOnly(readOnly);
    pool.setTransactionIsolation(
        readOnly ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(size);
    pool.setKeepaliveTime(KEEP_ALIVE.toMillis());
    pool.setConnectionTimeout(half);
    pool.setValidationTimeout(Math.max(250, half / 2));
    return new HikariDataSource(pool);
  }

  @Override
  public String databaseId() {
    return ID;
  }

  @Override
  public HikariDataSource writers() {
    return writers;
  }

  @Override
  public HikariDataSource readers() {
    return readers;
  }

  @Override
  public DataSource scheduling() {
    return new FencedConnections(writers, owner);
  }

  @Override
  public void settle() {
    lost.settle();
  }

  @Override
  public Call begin(SqlSession statements) throws SQLException {
    Connection connection = statements.getConnection();
    owner.check(connection);
    long thread = connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
    return how -> {
      if (Failures.isConnection(how)) {
        lost.add(thread);
      }
    };
  }

  @Override
  public Conflict conflict(SQLException failed) {
    return switch (failed.getErrorCode()) {
      // A deadlock, a lock waited for too long, a row that changed since it was read.
      case 1213, 1205, 1020 -> Conflict.LOCKED;
      case 1062 -> Conflict.DUPLICATE;
      default -> "40001".equals(failed.getSQLState()) ? Conflict.LOCKED : Conflict.NONE;
    };
  }

  @Override
  public Description describe() {
    try (Connection connection = readers.getConnection();
        Statement statement = connection.createStatement()) {
      Map<String, String> settings = settings(statement);
      List<String> warnings = warnings(settings);
      return new Description(
          url.place(),
          "MariaDB " + settings.get("version"),
          "redo log",
          settings.getOrDefault("innodb_flush_log_at_trx_commit", "").matches("1|3")
              ? "FULL"
              : "NORMAL",
          schemaVersion,
          bytes(statement),
          warnings);
    } catch (SQLException failed) {
      throw Failures.of(failed);
    }
  }

  private static Map<String, String> settings(Statement statement) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'log_bin', 'sync_binlog',"
                + " 'innodb_flush_log_at_trx_commit', 'innodb_flush_method')")) {
      while (rows.next()) {
        settings.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
      }
    }
    return settings;
  }

  /** What may take something that was acknowledged. */
  static List<String> warnings(Map<String, String> settings) {
    List<String> warnings = new ArrayList<>(0);
    String flush = settings.getOrDefault("innodb_flush_log_at_trx_commit", "1");
    if (!flush.matches("1|3")) {
      warnings.add(
          "innodb_flush_log_at_trx_commit is "
              + flush
              + ": a crash of the database's machine may take the last second. Set it to 1.");
    }
    if ("nosync".equalsIgnoreCase(settings.get("innodb_flush_method"))) {
      warnings.add(
          "innodb_flush_method is nosync: a crash of the database's machine may damage everything."
              + " Remove that setting.");
    }
    if ("ON".equalsIgnoreCase(settings.get("log_bin"))
        && !"1".equals(settings.get("sync_binlog"))) {
      warnings.add(
          "The binary log is on and sync_binlog is "
              + settings.get("sync_binlog")
              + ": after a crash, replicas and backups by that log may differ. Set it to 1.");
    }
    return warnings;
  }

  private static long bytes(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT COALESCE(SUM(data_length + index_length), 0) FROM information_schema.tables"
                + " WHERE table_schema = DATABASE()")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
    owner.close();
  }
}
