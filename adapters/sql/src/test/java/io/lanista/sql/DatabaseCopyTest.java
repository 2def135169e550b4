package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import io.lanista.sql.DatabaseCopy.Copied;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCopyTest {
  private static final int ROWS = Integer.getInteger("lanista.copy.rows", 1_500);
  private static final DatabaseCopy.Progress SILENT = (table, rows) -> {};

  @TempDir Path folder;

  private SqliteConfig file(String name) {
    return SqlConfig.of(folder.resolve(name));
  }

  private SqliteConfig filled(String name, int rows) throws SQLException {
    SqliteConfig config = file(name);
    SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1)).close();
    try (Connection connection = SqliteDatabase.single(config, false).getConnection()) {
      new GeneratedRows(connection, 42).fill(rows);
    }
    return config;
  }

  private static List<Copied> copy(SqlConfig from, SqlConfig to) {
    return DatabaseCopy.copy(from, to, false, Clock.systemUTC(), SILENT);
  }

  /** Every row of every table as text, sorted. */
  private static Map<String, List<String>> rows(SqlConfig config) throws SQLException {
    Map<String, List<String>> all = new TreeMap<>();
    try (CopyEnd end = CopyEnd.from(config, Clock.systemUTC())) {
      for (String table : CopyTables.copied(end.connection())) {
        List<String> rows = new ArrayList<>();
        new RowReader(end.connection())
            .read(
                table,
                CopyTables.columns(end.connection(), table),
                row -> rows.add(java.util.Arrays.deepToString(row)));
        rows.sort(null);
        all.put(table, rows);
      }
    }
    return all;
  }

  @Test
  void everyRowOfEveryTableComesBackFromAServerAsItWas() throws Exception {
    SqliteConfig first = filled("first.db", ROWS);
    MariaDbConfig server = RealMariaDb.shared().freshSchema();
    SqliteConfig back = file("back.db");
    byte[] before = sha256(first.file());

    List<Copied> there = copy(first, server);
    List<Copied> here = copy(server, back);

    assertThat(there).hasSizeGreaterThanOrEqualTo(20).allMatch(table -> table.rows() == ROWS);
    assertThat(here).isEqualTo(there);
    assertThat(rows(server)).isEqualTo(rows(first));
    assertThat(rows(back)).isEqualTo(rows(first));
    assertThat(sha256(first.file())).as("the source").isEqualTo(before);
  }

  @Test
  void theLocksAreAskedForWhileALargeTableIsReadBack() throws Exception {
    SqliteConfig large = filled("large.db", 2_500);
    int[] asked = new int[1];
    try (CopyEnd end = CopyEnd.from(large, Clock.systemUTC())) {
      RowDigest digest = DatabaseCopy.readBack(end.connection(), "tickets", () -> asked[0]++);
      assertThat(digest.rows()).isEqualTo(2_500);
    }
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void oneFileIsCopiedIntoAnother() throws Exception {
    SqliteConfig first = filled("first.db", 20);
    copy(first, file("second.db"));
    assertThat(rows(file("second.db"))).isEqualTo(rows(first));
  }

  @Test
  void oneSchemaIsCopiedIntoAnother() throws Exception {
    MariaDbConfig first = RealMariaDb.shared().freshSchema();
    copy(filled("first.db", 20), first);
    MariaDbConfig second = RealMariaDb.shared().freshSchema();
    copy(first, second);
    assertThat(rows(second)).isEqualTo(rows(first));
  }

  @Test
  void eventsGoOnAboveThoseOfTheSourceOnAServer() throws Exception {
    eventsGoOn(RealMariaDb.shared().freshSchema());
  }

  @Test
  void eventsGoOnAboveThoseOfTheSourceInAFile() throws Exception {
    eventsGoOn(file("second.db"));
  }

  private void eventsGoOn(SqlConfig to) {
    SqliteConfig from = file("first.db");
    try (SqlStorage storage = SqlStorage.open(from, Clock.systemUTC(), new SeededIds(1))) {
      for (int i = 0; i < 7; i++) {
        emit(storage);
      }
      storage.transact(
          tx -> {
            tx.outbox().advance("bus", 7);
            return tx.outbox().prune(7);
          });
    }
    copy(from, to);
    try (SqlStorage storage = SqlStorage.open(to, Clock.systemUTC(), new SeededIds(2))) {
      emit(storage);
      List<PublishedEvent> after = storage.read(tx -> tx.outbox().after(0, 10));
      assertThat(after).hasSize(1);
      assertThat(after.get(0).sequence()).isGreaterThan(7);
      assertThat(storage.<Long>read(tx -> tx.outbox().cursor("bus"))).isEqualTo(7);
    }
  }

  private static void emit(SqlStorage storage) {
    storage.transact(
        tx -> {
          tx.emit(
              new DomainEvent.PlayerRegistered(new PlayerId(new UUID(1, 2)), "one", Samples.NOW));
          return null;
        });
  }

  @Test
  void aTargetThatIsNotEmptyIsRefusedAndKept() throws Exception {
    SqliteConfig first = filled("first.db", 5);
    SqliteConfig second = filled("second.db", 3);
    Map<String, List<String>> before = rows(second);
    assertThatThrownBy(() -> copy(first, second))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("is not empty")
        .hasMessageContaining("tickets");
    assertThat(rows(second)).isEqualTo(before);
  }

  @Test
  void aDatabaseOfSomethingElseIsRefusedAtBothEnds() throws Exception {
    SqliteConfig other = file("other.db");
    try (Connection connection = SqliteDatabase.single(other, false).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE photos (id INTEGER)");
    }
    assertThatThrownBy(() -> copy(filled("first.db", 1), other))
        .hasMessageContaining("not Lanista's");
    assertThatThrownBy(() -> copy(other, file("new.db")))
        .hasMessageContaining("not one of Lanista's");
    assertThatThrownBy(() -> copy(file("nowhere.db"), file("new.db")))
        .hasMessageContaining("There is no database");
  }

  @Test
  void aServersDatabaseThatAnEngineUsesIsNotCopied() throws Exception {
    MariaDbConfig used = RealMariaDb.shared().freshSchema();
    try (SqlStorage engine = SqlStorage.open(used, Clock.systemUTC(), new SeededIds(1))) {
      assertThatThrownBy(() -> copy(used, file("new.db")))
          .hasMessageContaining("belongs to another engine");
      assertThat(
              engine.<Integer>read(
                  tx -> tx.matches().count(io.lanista.ports.match.MatchStatus.PLAYING)))
          .isZero();
    }
  }

  @Test
  void aServersDatabaseOnWhichRoomsAreServedIsNotCopied() throws Exception {
    MariaDbConfig used = RealMariaDb.shared().freshSchema();
    try (SqlStorage rooms = SqlStorage.open(used.forRooms(), Clock.systemUTC(), new SeededIds(1))) {
      assertThatThrownBy(() -> copy(used, file("new.db")))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("Stop the engines that serve rooms");
      assertThat(rooms.refusal()).isEmpty();
    }
    copy(used, file("new.db"));
  }

  @Test
  void anInterruptedCopyOpensForNobodyAndIsDoneAnew() throws Exception {
    SqliteConfig first = filled("first.db", 2_500);
    SqliteConfig second = file("second.db");
    assertThatThrownBy(
            () ->
                DatabaseCopy.copy(
                    first,
                    second,
                    false,
                    Clock.systemUTC(),
                    (table, rows) -> {
                      if (table.equals("players")) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
    assertThatThrownBy(() -> SqlStorage.open(second, Clock.systemUTC(), new SeededIds(1)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("not finished");
    assertThatThrownBy(() -> copy(first, second)).hasMessageContaining("--start-over");
    assertThatThrownBy(() -> copy(second, file("third.db"))).hasMessageContaining("not finished");

    DatabaseCopy.copy(first, second, true, Clock.systemUTC(), SILENT);
    assertThat(rows(second)).isEqualTo(rows(first));
    SqlStorage.open(second, Clock.systemUTC(), new SeededIds(1)).close();
  }

  @Test
  void startingOverEmptiesNothingButAnInterruptedCopy() throws Exception {
    SqliteConfig first = filled("first.db", 5);
    SqliteConfig second = filled("second.db", 3);
    assertThatThrownBy(() -> DatabaseCopy.copy(first, second, true, Clock.systemUTC(), SILENT))
        .hasMessageContaining("is not empty");
  }

  @Test
  void aCopyThatWasChangedOnTheWayIsNotTaken() throws Exception {
    SqliteConfig first = filled("first.db", 5);
    SqliteConfig second = file("second.db");
    assertThatThrownBy(
            () ->
                DatabaseCopy.copy(
                    first,
                    second,
                    false,
                    Clock.systemUTC(),
                    (table, rows) -> {
                      if (table.equals("wagers")) {
                        change(second);
                      }
                    }))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("The copy of players is not what was copied");
    assertThatThrownBy(() -> SqlStorage.open(second, Clock.systemUTC(), new SeededIds(1)))
        .hasMessageContaining("not finished");
  }

  private static void change(SqliteConfig file) {
    try (Connection connection = SqliteDatabase.single(file, false).getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE players SET last_active = last_active + 1 WHERE username_key = 'k3'");
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void anOlderSchemaIsToBeUpgradedFirst() throws Exception {
    SqliteConfig first = filled("first.db", 1);
    try (Connection connection = SqliteDatabase.single(first, false).getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "DELETE FROM flyway_schema_history WHERE installed_rank ="
              + " (SELECT MAX(installed_rank) FROM flyway_schema_history)");
    }
    assertThatThrownBy(() -> copy(first, file("second.db")))
        .hasMessageContaining("schema version ")
        .hasMessageContaining("start this version on it once");
  }

  private static byte[] sha256(Path file) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
  }
}
