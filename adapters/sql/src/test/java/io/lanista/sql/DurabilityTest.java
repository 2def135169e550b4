package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A killed process shows no missing sync, so the settings themselves are looked at. */
class DurabilityTest {
  @TempDir Path folder;

  private SqliteConfig config(SqliteConfig.Durability durability) {
    return new SqliteConfig(folder.resolve("lanista.db"), durability, 2, Duration.ofSeconds(10));
  }

  private static SqlStorage open(SqliteConfig config) {
    return SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1));
  }

  @ParameterizedTest
  @EnumSource
  void theWritingConnectionSyncsAsConfigured(SqliteConfig.Durability durability) {
    try (SqlStorage storage = open(config(durability))) {
      Description found = storage.describe();
      assertThat(found.journalMode()).isEqualTo("wal");
      assertThat(found.synchronous()).isEqualTo(durability.name());
      assertThat(found.schemaVersion()).isEqualTo("7");
      assertThat(found.place()).isEqualTo(folder.resolve("lanista.db").toAbsolutePath().toString());
      assertThat(found.bytes()).isPositive();
    }
  }

  @Test
  void aConnectionThatReplacesAnotherSyncsToo() throws Exception {
    SqliteConfig config = config(SqliteConfig.Durability.FULL);
    open(config).close();
    try (HikariDataSource writer = SqliteDatabase.writer(config)) {
      for (int i = 0; i < 3; i++) {
        try (Connection connection = writer.getConnection();
            Statement statement = connection.createStatement()) {
          assertThat(text(statement, "PRAGMA synchronous")).isEqualTo("2");
          assertThat(text(statement, "PRAGMA journal_mode")).isEqualTo("wal");
          assertThat(text(statement, "PRAGMA busy_timeout")).isEqualTo("10000");
        }
        writer.getHikariPoolMXBean().softEvictConnections();
      }
    }
  }

  @Test
  void fullIsTheDefault() {
    assertThat(SqlConfig.of(folder).durability()).isEqualTo(SqliteConfig.Durability.FULL);
  }

  @Test
  void openingAgainKeepsTheSchemaVersion() {
    open(config(SqliteConfig.Durability.FULL)).close();
    try (SqlStorage again = open(config(SqliteConfig.Durability.FULL))) {
      assertThat(again.describe().schemaVersion()).isEqualTo("7");
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() throws Exception {
    SqliteConfig config = config(SqliteConfig.Durability.FULL);
    open(config).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + config.file());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql',"
              + " checksum, installed_by, installed_on, execution_time, success"
              + " FROM flyway_schema_history WHERE version = '1'");
    }
    assertThatThrownBy(() -> open(config))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE))
        .hasMessageContaining("schema version 99")
        .hasMessageContaining("newer version");
  }

  @Test
  void aFolderThatIsNotThereIsExplained() {
    SqliteConfig nowhere = SqlConfig.of(folder.resolve("no-such-folder").resolve("lanista.db"));
    assertThatThrownBy(() -> open(nowhere))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
  }

  @Test
  void aFileThatIsNoDatabaseIsExplained() throws Exception {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "This is not a database, and long enough to be looked at.".repeat(40));
    assertThatThrownBy(() -> open(SqlConfig.of(file)))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE))
        .hasMessageContaining("damaged");
  }

  @Test
  void aDatabaseThatSomeoneElseLocksIsUnavailableAndThenWorksAgain() throws Exception {
    SqliteConfig config =
        new SqliteConfig(
            folder.resolve("lanista.db"), SqliteConfig.Durability.FULL, 1, Duration.ofMillis(100));
    try (SqlStorage storage = open(config);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + config.file());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> storage.transact(t -> t.players().insert(player())))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
                assertThat(e.getCause()).isNotNull();
              })
          .hasMessageContaining("locked");
      statement.execute("ROLLBACK");
      assertThat(storage.<Boolean>transact(t -> t.players().insert(player()))).isTrue();
    }
  }

  private static Player player() {
    return new Samples().player("someone");
  }

  private static String text(Statement statement, String query) throws Exception {
    try (ResultSet results = statement.executeQuery(query)) {
      results.next();
      return results.getString(1);
    }
  }
}
