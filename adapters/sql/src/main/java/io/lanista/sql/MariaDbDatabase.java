package io.lanista.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
  private final Share share;
  private final WriteRight right;
  private final LostCalls lost;
  private final HikariDataSource writers;
  private final HikariDataSource readers;

  private MariaDbDatabase(
      MariaDbUrl url,
      Share share,
      WriteRight right,
      LostCalls lost,
      HikariDataSource writers,
      HikariDataSource readers) {
    this.url = url;
    this.share = share;
    this.right = right;
    this.lost = lost;
    this.writers = writers;
    this.readers = readers;
  }

  /** Brings the schema up to date; takes it for this engine, unless that serves rooms only. */
  static MariaDbDatabase open(MariaDbConfig config, Clock clock) throws SQLException {
    MariaDbUrl url = MariaDbUrl.parse(config.url());
    Duration half = config.patience().dividedBy(2);
    DataSource single = source(config, url, half);
    DataSource migrating = source(config, url, LONGEST_MIGRATION);
    WriteRight right =
        config.roomsOnly()
            ? RoomsGuest.of(migrating, url, config.patience())
            : owner(single, migrating, url, clock);
    HikariDataSource writers = null;
    HikariDataSource readers = null;
    try {
      writers = pool("sql-writer", config, url, config.connections(), false);
      readers = pool("sql-reader", config, url, Math.max(2, config.connections() / 2), true);
      LostCalls lost = new LostCalls(single, right, half);
      Share share = config.roomsOnly() ? Share.ROOMS : Share.OWNER;
      return new MariaDbDatabase(url, share, right, lost, writers, readers);
    } catch (RuntimeException failed) {
      close(readers);
      close(writers);
      right.close();
      throw failed;
    }
  }

  private static WriteRight owner(
      DataSource single, DataSource migrating, MariaDbUrl url, Clock clock) throws SQLException {
    DatabaseOwner owner = DatabaseOwner.claim(single, url, clock);
    try {
      Migrations.apply(migrating, ID, url.place());
      owner.begin();
      return owner;
    } catch (SQLException | RuntimeException failed) {
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
  static DataSource source(MariaDbConfig config, MariaDbUrl url, Duration patience)
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
  public Share share() {
    return share;
  }

  @Override
  public String place() {
    return url.place();
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
    return FencedConnections.of(writers, right);
  }

  @Override
  public void settle() {
    lost.settle();
  }

  @Override
  public Call begin(SqlSession statements) throws SQLException {
    Connection connection = statements.getConnection();
    right.check(connection);
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
  public Optional<String> refusal() {
    return right.refusal();
  }

  @Override
  public Description describe() {
    try (Connection connection = readers.getConnection()) {
      return MariaDbInspection.of(connection, url.place());
    } catch (SQLException failed) {
      throw Failures.of(failed);
    }
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
    right.close();
  }
}
