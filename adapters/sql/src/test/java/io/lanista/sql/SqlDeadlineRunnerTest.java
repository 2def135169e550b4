package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.event.Subject;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.DeadlineRunner;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDeadlineRunnerTest extends QuietDeadlineRunnerContract {
  @TempDir Path folder;

  @Override
  protected Storage openStorage() {
    return SqlStorage.open(
        SqlConfig.of(folder.resolve("lanista.db")), Clock.systemUTC(), new SeededIds(1));
  }

  @Test
  void nothingIsLeftOfAHandledDeadline() throws Exception {
    SqlStorage sql = (SqlStorage) storage;
    Deadline deadline =
        new Deadline(Subject.queue(Samples.QUEUE), Deadline.Kind.QUEUE_SWEEP, Instant.now());
    sql.transact(
        t -> {
          t.deadlines().set(deadline);
          return null;
        });
    try (DeadlineRunner runner = newRunner()) {
      runner.start(due -> Optional.empty());
      await(() -> sql.pendingDeadlines(10).isEmpty());
    }
  }

  @Test
  void thePauseBeforeAnotherTryDoublesUpToAMinute() {
    assertThat(SqlDeadlineRunner.pause(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(SqlDeadlineRunner.pause(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(SqlDeadlineRunner.pause(6)).isEqualTo(Duration.ofSeconds(32));
    assertThat(SqlDeadlineRunner.pause(7)).isEqualTo(Duration.ofMinutes(1));
    assertThat(SqlDeadlineRunner.pause(1_000_000)).isEqualTo(Duration.ofMinutes(1));
  }
}
