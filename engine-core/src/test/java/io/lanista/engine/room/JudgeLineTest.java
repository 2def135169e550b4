package io.lanista.engine.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.MovableClock;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.PollStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeLineTest {
  private static final Duration SPACING = Duration.ofSeconds(2);
  private static final Duration HOUR = Duration.ofHours(1);

  private final InMemoryStorage storage = new InMemoryStorage();
  private final MovableClock clock = new MovableClock();
  private final Instant now = clock.instant();
  private final List<Instant> waits = new ArrayList<>();
  private final JudgeLine line = new JudgeLine("judge", SPACING, storage, clock, waits::add);

  @Test
  void waitsForItsSlotBehindThoseOfOthers() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertThat(line.ask(at -> "answer")).contains("answer");
    }
    assertThat(waits).containsExactly(now, now.plus(SPACING), now.plus(SPACING.multipliedBy(2)));
  }

  @Test
  void aSlotTakenByAClockThatWasAheadIsNotWaitedFor() throws InterruptedException {
    storage.transact(tx -> tx.polls().reserve("judge", now.plus(HOUR), SPACING));
    assertThat(line.ask(at -> "answer")).contains("answer");
    assertThat(waits).containsExactly(now.plusSeconds(100));
  }

  @Test
  void aPauseSetByAClockThatWasAheadIsNotKept() throws InterruptedException {
    pause(now.plusSeconds(60));
    assertThat(line.ask(at -> "answer")).isEmpty();
    pause(now.plus(HOUR));
    assertThat(line.ask(at -> "answer")).contains("answer");
  }

  private void pause(Instant until) {
    storage.transact(
        tx -> {
          tx.polls().pause("judge", Optional.of(new PollStore.Pause(until, 1, "It is away.")));
          return null;
        });
  }
}
