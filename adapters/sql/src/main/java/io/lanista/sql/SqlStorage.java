package io.lanista.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.DeadlineRunner;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Storage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.api.FlywayException;

/** Keeps the truth in an SQL database. */
public final class SqlStorage implements Storage {
  private static final String[] SYNCHRONOUS = {"OFF", "NORMAL", "FULL", "EXTRA"};

  private final SqlConfig config;
  private final Clock clock;
  private final IdSource ids;
  private final String schemaVersion;
  private final HikariDataSource writer;
  private final HikariDataSource readers;
  private final SqlSessionFactory writing;
  private final SqlSessionFactory reading;
  private final EventJson json = new EventJson();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Boolean> working = new ThreadLocal<>();

  private SqlStorage(
      SqlConfig config,
      Clock clock,
      IdSource ids,
      String schemaVersion,
      HikariDataSource writer,
      HikariDataSource readers) {
    this.config = config;
    this.clock = clock;
    this.ids = ids;
    this.schemaVersion = schemaVersion;
    this.writer = writer;
    this.readers = readers;
    writing = Mappings.sessions(writer, "sqlite");
    reading = Mappings.sessions(readers, "sqlite");
  }

  /**
   * Opens a database, makes it if it is not there, and brings its schema up to date.
   *
   * @param ids gives the ids and secrets of API keys
   * @throws io.lanista.ports.error.EngineException STORAGE_UNAVAILABLE if that is not possible,
   *     with what to do about it
   */
  public static SqlStorage open(SqlConfig config, Clock clock, IdSource ids) {
    HikariDataSource writer = null;
    HikariDataSource readers = null;
    try {
      String schemaVersion = SqliteDatabase.migrate(config);
      writer = SqliteDatabase.writer(config);
      readers = SqliteDatabase.readers(config);
      SqlStorage storage = new SqlStorage(config, clock, ids, schemaVersion, writer, readers);
      storage.checkJournal();
      return storage;
    } catch (RuntimeException failed) {
      close(readers);
      close(writer);
      throw failed instanceof FlywayException || sqlBelow(failed) ? Failures.of(failed) : failed;
    }
  }

  private static boolean sqlBelow(Throwable thrown) {
    return thrown.getCause() != null
        && (thrown.getCause() instanceof SQLException || sqlBelow(thrown.getCause()));
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
  public <T> T transact(Work<T> work) {
    boolean[] emitted = new boolean[1];
    T result =
        inSession(
            session -> {
              SqlTransaction transaction = new SqlTransaction(session, json, clock, ids);
              T done = work.in(transaction);
              transaction.write();
              emitted[0] = transaction.emitted();
              return done;
            });
    if (emitted[0]) {
      listeners.forEach(Runnable::run);
    }
    return result;
  }

  @Override
  public <T> T read(Work<T> work) {
    return run(
        reading,
        ExecutorType.SIMPLE,
        false,
        session -> work.in(new SqlTransaction(session, json, clock, ids)));
  }

  /** A writing transaction for what is not a store. */
  <T> T inSession(Function<Session, T> work) {
    return run(writing, ExecutorType.BATCH, true, work);
  }

  private <T> T run(
      SqlSessionFactory factory, ExecutorType executor, boolean writes, Function<Session, T> work) {
    if (working.get() != null) {
      throw new IllegalStateException(
          "A transaction is already open on this thread; do both in one.");
    }
    working.set(true);
    try (SqlSession statements = factory.openSession(executor, false)) {
      Session session = new Session(statements, writes);
      T result;
      try {
        result = work.apply(session);
      } finally {
        session.end();
      }
      if (writes) {
        statements.commit(true);
      } else {
        statements.rollback(true);
      }
      return result;
    } catch (PersistenceException failed) {
      throw Failures.of(failed);
    } finally {
      working.remove();
    }
  }

  @Override
  public void onEmit(Runnable listener) {
    listeners.add(listener);
  }

  /** Calls deadlines of this storage when they fall due. Close it before the storage. */
  public DeadlineRunner deadlineRunner() {
    return new SqlDeadlineRunner(this, writer, clock);
  }

  /** Up to so many deadlines that are set, the first due first. */
  public List<Deadline> pendingDeadlines(int limit) {
    return run(
        reading,
        ExecutorType.SIMPLE,
        false,
        session ->
            session.reading(DeadlineMapper.class).pending(limit).stream()
                .map(DeadlineRow::deadline)
                .toList());
  }

  /** Asks the writing connection itself how it keeps data. */
  public Description describe() {
    try (Connection connection = writer.getConnection();
        Statement statement = connection.createStatement()) {
      return new Description(
          config.file().toAbsolutePath(),
          "SQLite " + text(statement, "SELECT sqlite_version()"),
          text(statement, "PRAGMA journal_mode"),
          SYNCHRONOUS[Integer.parseInt(text(statement, "PRAGMA synchronous"))],
          schemaVersion,
          Long.parseLong(text(statement, "PRAGMA page_count"))
              * Long.parseLong(text(statement, "PRAGMA page_size")));
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
}
