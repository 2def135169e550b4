package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.storage.SeededIds;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed in the middle of a migration. */
class HalfMigratedTest {
  @TempDir Path folder;

  @Test
  void aMigrationThatWasKilledHalfWayIsDoneAnewAtTheNextStart() throws Exception {
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Path file = folder.resolve("lanista.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      // So that what is not committed is in the log all the same.
      statement.execute("PRAGMA cache_size=1");
      statement.execute("BEGIN");
      for (String part : firstHalf()) {
        statement.execute(part);
      }
      for (String name : new String[] {"lanista.db", "lanista.db-wal"}) {
        Files.copy(folder.resolve(name), killed.resolve(name));
      }
      statement.execute("ROLLBACK");
    }
    assertThat(Files.size(killed.resolve("lanista.db-wal"))).isPositive();
    try (SqlStorage storage =
        SqlStorage.open(
            SqlConfig.of(killed.resolve("lanista.db")), Clock.systemUTC(), new SeededIds(1))) {
      assertThat(storage.<Integer>read(tx -> tx.matches().count(MatchStatus.PLAYING))).isZero();
    }
  }

  @Test
  void anUpgradeOfAServerThatWasKilledHalfWayIsSaidWithWhatToDo() throws Exception {
    MariaDbConfig schema = RealMariaDb.shared().freshSchema();
    SqlStorage.open(schema, Clock.systemUTC(), new SeededIds(1)).close();
    DataSource plain =
        MariaDbDatabase.source(schema, MariaDbUrl.parse(schema.url()), schema.patience());
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement()) {
      // As if the process had died after the first statements of version 4.
      statement.execute("DELETE FROM flyway_schema_history WHERE version = '4'");
    }
    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> SqlStorage.open(schema, Clock.systemUTC(), new SeededIds(1)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("half done")
          .hasMessageContaining("restore the backup");
    }
  }

  private static String[] firstHalf() throws Exception {
    try (InputStream script =
        HalfMigratedTest.class.getResourceAsStream("/db/migration/sqlite/V1__netplay.sql")) {
      String[] parts =
          new String(script.readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("(?m)^--.*", "")
              .split(";");
      return java.util.Arrays.copyOf(parts, parts.length / 2);
    }
  }
}
