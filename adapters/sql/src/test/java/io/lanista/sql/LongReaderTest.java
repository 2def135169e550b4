package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.storage.SeededIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Someone who reads for long, such as a backup, must not leave a log that stays large. */
class LongReaderTest {
  private static final int ROWS = 500;

  @TempDir Path folder;

  @Test
  void theLogThatGrewUnderALongReaderShrinksWhenItIsGone() throws Exception {
    Path file = folder.resolve("lanista.db");
    Path log = folder.resolve("lanista.db-wal");
    try (SqlStorage storage = SqlStorage.open(SqlConfig.of(file), Clock.systemUTC(), ids())) {
      try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = reader.createStatement()) {
        statement.execute("BEGIN");
        try (ResultSet snapshot = statement.executeQuery("SELECT count(*) FROM deadlines")) {
          snapshot.next();
        }
        for (int i = 0; Files.size(log) <= SqliteDatabase.LOG_BYTES; i++) {
          assertThat(i).as("rounds").isLessThan(1_000);
          write(storage, i);
        }
        statement.execute("COMMIT");
      }
      for (int i = 0; i < 50 && Files.size(log) > SqliteDatabase.LOG_BYTES; i++) {
        write(storage, i);
      }
      assertThat(Files.size(log)).isLessThanOrEqualTo(SqliteDatabase.LOG_BYTES);
    }
  }

  private static SeededIds ids() {
    return new SeededIds(1);
  }

  private static void write(SqlStorage storage, int round) {
    storage.inSession(
        session -> {
          List<DeadlineRow> deadlines = new ArrayList<>();
          for (int i = 0; i < ROWS; i++) {
            String subject =
                round + ":" + i + String.join("", Collections.nCopies(800, "0123456789"));
            deadlines.add(new DeadlineRow("QUEUE_SWEEP", subject, Instant.EPOCH, 0));
          }
          session.write(RowBatches::deadlines, deadlines);
          return null;
        });
  }
}
