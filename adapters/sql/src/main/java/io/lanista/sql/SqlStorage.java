package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.DeadlineRunner;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Storage;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.flywaydb.core.api.FlywayException;

/** Keeps the truth in an SQL database. */
public final class SqlStorage implements Storage {
  private final Database database;
  private final SqlConfig config;
  private final Clock clock;
  private final IdSource ids;
  private final Sessions writing;
  private final Sessions reading;
  private final RowBatches batches;
  private final EventJson json = new EventJson();
  private final Outage outage;
  private final List<Consumer<List<PublishedEvent>>> listeners = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Boolean> working = new ThreadLocal<>();

  private SqlStorage(
      Database database, Configuration statements, SqlConfig config, Clock clock, IdSource ids) {
    this.database = database;
    this.config = config;
    this.clock = clock;
    this.ids = ids;
    outage = new Outage(database.place(), clock);
    writing = new Sessions(statements, database.writers());
    reading = new Sessions(statements, database.readers());
    batches = RowBatches.of(statements);
  }

  /**
   * Opens a database, makes it if it is not there, and brings its schema up to date. A database on
   * a server belongs to one engine at a time; beside it others may serve rooms only ({@link
   * MariaDbConfig#forRooms}).
   *
   * @param ids gives the ids and secrets of API keys
   * @throws io.lanista.ports.error.EngineException STORAGE_UNAVAILABLE if that is not possible,
   *     with what to do about it
   */
  public static SqlStorage open(SqlConfig config, Clock clock, IdSource ids) {
    CompletableFuture<Configuration> statements = statements(config);
    try {
      return new SqlStorage(database(config, clock), statements.join(), config, clock, ids);
    } catch (EngineException explained) {
      throw explained;
    } catch (SQLException failed) {
      throw Failures.of(failed);
    } catch (RuntimeException failed) {
      throw failed instanceof FlywayException || sqlBelow(failed) ? Failures.of(failed) : failed;
    }
  }

  /** Reads the statements beside the opening of the database, which takes as long. */
  private static CompletableFuture<Configuration> statements(SqlConfig config) {
    String databaseId = config instanceof SqliteConfig ? SqliteDatabase.ID : MariaDbDatabase.ID;
    return CompletableFuture.supplyAsync(
        () -> Mappings.statements(databaseId),
        reading -> new Thread(reading, "sql-statements").start());
  }

  private static Database database(SqlConfig config, Clock clock) throws SQLException {
    if (config instanceof SqliteConfig file) {
      return SqliteDatabase.open(file, clock);
    }
    return MariaDbDatabase.open((MariaDbConfig) config, clock);
  }

  private static boolean sqlBelow(Throwable thrown) {
    return thrown.getCause() != null
        && (thrown.getCause() instanceof SQLException || sqlBelow(thrown.getCause()));
  }

  @Override
  public <T> T transact(Work<T> work) {
    record Done<T>(T result, List<PublishedEvent> emitted) {}
    AtomicBoolean perhapsCommitted = new AtomicBoolean();
    Done<T> done;
    try {
      done =
          inSession(
              session -> {
                SqlTransaction transaction = new SqlTransaction(session, json, clock, ids);
                T result = work.in(transaction);
                transaction.write();
                perhapsCommitted.set(true);
                return new Done<>(result, transaction.emitted());
              });
    } catch (Throwable failed) {
      if (perhapsCommitted.get()) {
        tell(List.of());
      }
      throw failed;
    }
    if (!done.emitted().isEmpty()) {
      tell(done.emitted());
    }
    return done.result();
  }

  private void tell(List<PublishedEvent> emitted) {
    listeners.forEach(listener -> listener.accept(emitted));
  }

  @Override
  public <T> T read(Work<T> work) {
    enter();
    try {
      return reading(work);
    } catch (EngineException failed) {
      throw noted(failed);
    } finally {
      working.remove();
    }
  }

  private <T> T reading(Work<T> work) {
    try {
      database.settle();
      try (SqlSession statements = reading.open(ExecutorType.SIMPLE)) {
        Session session =
            new Session(statements, false, database.databaseId(), database.share(), batches);
        T result;
        try {
          result = work.in(new SqlTransaction(session, json, clock, ids));
        } finally {
          session.end();
        }
        statements.rollback(true);
        return result;
      }
    } catch (PersistenceException failed) {
      throw Failures.of(failed);
    }
  }

  /** Only what the database refused: works may refuse things of their own. */
  private EngineException noted(EngineException failed) {
    if (failed.code() == ErrorCode.STORAGE_UNAVAILABLE) {
      outage.failed(failed);
    }
    return failed;
  }

  /** A writing transaction for what is not a store. May be worked off more than once. */
  <T> T inSession(Function<Session, T> work) {
    enter();
    try {
      return writing(work);
    } catch (EngineException failed) {
      throw noted(failed);
    } finally {
      working.remove();
    }
  }

  private <T> T writing(Function<Session, T> work) {
    try {
      Attempts attempts = new Attempts(config.patience());
      while (true) {
        database.settle();
        try {
          return write(work);
        } catch (PersistenceException failed) {
          SQLException sql = Failures.sqlOf(failed);
          if (sql == null || !attempts.again(database.conflict(sql))) {
            throw Failures.of(failed);
          }
        }
      }
    } catch (SQLException failed) {
      throw Failures.of(failed);
    }
  }

  private <T> T write(Function<Session, T> work) throws SQLException {
    try (SqlSession statements = writing.open(ExecutorType.BATCH)) {
      Database.Call call = database.begin(statements);
      Session session =
          new Session(statements, true, database.databaseId(), database.share(), batches);
      try {
        T result = work.apply(session);
        statements.commit(true);
        if (session.wrote()) {
          outage.wrote();
        }
        return result;
      } catch (Throwable failed) {
        SQLException sql = failed instanceof PersistenceException ? Failures.sqlOf(failed) : null;
        if (sql != null) {
          call.failed(sql);
        }
        rollBack(statements, failed);
        throw failed;
      } finally {
        session.end();
      }
    }
  }

  /** MyBatis would only do so if a mapper had written, and would commit a batch of rows. */
  private static void rollBack(SqlSession statements, Throwable failed) {
    try {
      statements.rollback(true);
    } catch (RuntimeException nothingToRollBack) {
      failed.addSuppressed(nothingToRollBack);
    }
  }

  private void enter() {
    if (working.get() != null) {
      throw new IllegalStateException(
          "A transaction is already open on this thread; do both in one.");
    }
    working.set(true);
  }

  /**
   * Why the database does not do its work, in words for anyone; empty while it does. Once in a
   * while it finds out by writing something that it takes back, so that trouble ends even if nobody
   * else writes.
   */
  public Optional<String> trouble() {
    if (outage.isTrialDue()) {
      try {
        inSession(
            session -> {
              DeadlineRow trial = new DeadlineRow("TRIAL", "trial", Instant.EPOCH, 0);
              session.write(RowBatches::deadlines, List.of(trial));
              session.writing(DeadlineMapper.class).finish(trial);
              return null;
            });
      } catch (EngineException stillSo) {
        return Optional.of(stillSo.getMessage());
      }
    }
    return outage.reason();
  }

  @Override
  public void onEmit(Consumer<List<PublishedEvent>> listener) {
    listeners.add(listener);
  }

  /**
   * Calls deadlines of this storage when they fall due: of an engine that serves rooms only, those
   * of rooms. Those of rooms are called by any of the engines that share the database; what one
   * that was killed had begun is begun again by another some ten seconds later. Close it before the
   * storage.
   */
  public DeadlineRunner deadlineRunner() {
    return new SqlDeadlineRunner(this, database.scheduling(), database.share(), clock);
  }

  /** Up to so many deadlines that are set, the first due first. */
  public List<Deadline> pendingDeadlines(int limit) {
    try (SqlSession statements = reading.open(ExecutorType.SIMPLE)) {
      return statements.getMapper(DeadlineMapper.class).pending(limit).stream()
          .map(DeadlineRow::deadline)
          .toList();
    } catch (PersistenceException failed) {
      throw Failures.of(failed);
    }
  }

  /**
   * Why this engine may not write any more, because another one took its database over, and what to
   * do; empty while it may.
   */
  public Optional<String> refusal() {
    return database.refusal();
  }

  /** Asks the database itself what it is and how it keeps data. */
  public Description describe() {
    return database.describe();
  }

  @Override
  public void close() {
    database.close();
  }
}
