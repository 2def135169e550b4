package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

class DatabaseOwnerTest {
  private final MariaDbConfig config = RealMariaDb.shared().freshSchema();
  private final Samples samples = new Samples();

  private SqlStorage open() {
    return SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1));
  }

  private void write(SqlStorage storage, long number) {
    storage.transact(
        t -> {
          t.tickets().insert(List.of(samples.waiting(number)));
          return null;
        });
  }

  private static long lastNumber(SqlStorage storage) {
    return storage.<Long>read(t -> t.tickets().lastNumber(Samples.QUEUE));
  }

  @Test
  void aSecondEngineIsRefusedByTheNameOfTheFirst() {
    try (SqlStorage first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE))
          .hasMessageContaining("belongs to another engine")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      write(first, 1);
    }
    try (SqlStorage second = open()) {
      assertThat(lastNumber(second)).isEqualTo(1);
    }
  }

  @Test
  void anEngineWhoseDatabaseAnotherTookOverWritesNoMoreAndGoesOnReading() throws Exception {
    try (SqlStorage cutOff = open()) {
      write(cutOff, 1);
      takeOver();
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> write(cutOff, 2))
            .isInstanceOfSatisfying(
                EngineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE))
            .hasMessageContaining("Another engine (host elsewhere, process 7");
      }
      assertThat(lastNumber(cutOff)).isEqualTo(1);
      assertThat(cutOff.refusal()).isPresent();
    }
  }

  @Test
  void aTransactionThatBeganBeforeIsWaitedForByWhoTakesOver() throws Exception {
    try (SqlStorage storage = open()) {
      Thread[] successor = new Thread[1];
      storage.transact(
          t -> {
            successor[0] =
                new Thread(
                    () -> {
                      try {
                        takeOver();
                      } catch (SQLException failed) {
                        throw new AssertionError(failed);
                      }
                    },
                    "successor");
            successor[0].start();
            await(
                () ->
                    "1"
                        .equals(
                            ask(
                                "SELECT COUNT(*) FROM information_schema.processlist WHERE info"
                                    + " LIKE 'UPDATE engine_owner%' AND db = DATABASE()")));
            t.tickets().insert(List.of(samples.waiting(1)));
            return null;
          });
      successor[0].join(TimeUnit.SECONDS.toMillis(30));
      assertThat(lastNumber(storage)).isEqualTo(1);
      assertThatThrownBy(() -> write(storage, 2)).isInstanceOf(EngineException.class);
    }
  }

  @Test
  void aLockWhoseConnectionBrokeIsTakenAgain() throws Exception {
    try (SqlStorage storage = open()) {
      String epoch = ask("SELECT epoch FROM engine_owner");
      String holder = holder();
      ask("SELECT 1");
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("KILL " + holder);
      }
      await(() -> !holder().equals("null") && !holder().equals(holder));
      assertThat(ask("SELECT epoch FROM engine_owner")).isEqualTo(epoch);
      write(storage, 1);
      assertThat(storage.refusal()).isEmpty();
    }
  }

  @Test
  void aDriverThatThrowsWhatItMayNotEndsNoWatch() throws Exception {
    open().close();
    var broken = new AtomicBoolean();
    var thrown = new AtomicInteger();
    var connections =
        new MariaDbDataSource(config.url()) {
          @Override
          public Connection getConnection() throws SQLException {
            if (broken.get()) {
              thrown.incrementAndGet();
              throw new IllegalStateException("a bug of the driver");
            }
            return connect();
          }
        };
    DatabaseOwner owner =
        DatabaseOwner.claim(connections, MariaDbUrl.parse(config.url()), Clock.systemUTC());
    try {
      owner.begin();
      broken.set(true);
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("KILL " + owner.holder());
      }
      await(() -> thrown.get() >= 2);
      broken.set(false);
      await(() -> !holder().equals("null"));
    } finally {
      owner.close();
    }
  }

  private String holder() {
    String schema = MariaDbUrl.parse(config.url()).schema();
    return ask("SELECT IS_USED_LOCK('lanista:" + schema + "')");
  }

  private void takeOver() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE engine_owner SET epoch = epoch + 1, host = 'elsewhere', process = 7");
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(config.url(), config.user(), config.password());
  }

  private String ask(String question) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
