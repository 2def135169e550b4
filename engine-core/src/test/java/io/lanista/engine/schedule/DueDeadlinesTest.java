package io.lanista.engine.schedule;

import static io.lanista.engine.Answered.refusal;

import io.lanista.engine.Arena;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.schedule.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueDeadlinesTest {
  private final Arena arena = new Arena();

  @AfterEach
  void stop() {
    arena.close();
  }

  @Test
  void sweepThatTheStorageRefusesSaysSoAsTheStorageDoes() {
    arena.join("A#1");
    arena.clock.advance(Duration.ofMinutes(6));
    arena.storage.refuseCommits(true);
    Deadline sweep =
        new Deadline(arena.queue.subject(), Deadline.Kind.QUEUE_SWEEP, arena.clock.instant());

    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> arena.due.due(sweep));
  }
}
