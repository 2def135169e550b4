package io.lanista.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** How a SQLite file is opened: one connection that writes, several that read beside it. */
final class SqliteDatabase {
  /**
   * So many pages (16 MiB) the log takes in before they are written back. Joins change the same few
   * pages again and again: with the usual 1,000, a join costs the database a tenth more.
   */
  private static final int CHECKPOINT_PAGES = 4096;

  private SqliteDatabase() {}

  /** The only connection that writes. Its transactions take the write lock at once. */
  static HikariDataSource writer(SqlConfig config) {
    SQLiteConfig settings = settings(config);
    settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return pool("sql-writer", settings, config, 1, false);
  }

  /** Connections that read, each transaction from the state at its first statement. */
  static HikariDataSource readers(SqlConfig config) {
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
  static String migrate(SqlConfig config) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(source(settings(config), config))
            .locations("classpath:db/migration/sqlite")
            .loggers("slf4j")
            .load();
    Arrays.stream(flyway.info().all())
        .filter(migration -> future(migration.getState()))
        .findFirst()
        .ifPresent(
            newer -> {
              throw Failures.unavailable(
                  "The database "
                      + config.file()
                      + " has schema version "
                      + newer.getVersion()
                      + ", which this version of Lanista does not know: run the newer version, or"
                      + " restore a backup from before the upgrade.",
                  null);
            });
    flyway.migrate();
    return flyway.info().current().getVersion().getVersion();
  }

  private static boolean future(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }

  private static SQLiteConfig settings(SqlConfig config) {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    settings.setSynchronous(
        config.durability() == SqlConfig.Durability.FULL
            ? SQLiteConfig.SynchronousMode.FULL
            : SQLiteConfig.SynchronousMode.NORMAL);
    settings.setBusyTimeout(Math.toIntExact(config.patience().toMillis()));
    return settings;
  }

  private static SQLiteDataSource source(SQLiteConfig settings, SqlConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + config.file().toAbsolutePath());
    return source;
  }

  private static HikariDataSource pool(
      String name, SQLiteConfig settings, SqlConfig config, int size, boolean readOnly) {
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
