package io.lanista.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.MovableClock;
import io.lanista.engine.replay.ExpiredRecordings;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.ArenaSamples;
import io.lanista.ports.storage.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();
  private final InMemoryStorage storage = new InMemoryStorage();
  private final Retention retention =
      new Retention(
          storage,
          new ExpiredRecordings(
              storage, new InMemoryReplayStore(), new ExpiredRecordings.Keep(Duration.ZERO), clock),
          clock);
  private final PlayerId ann = new ArenaSamples(3).player();

  private void tell(int times) {
    Notice notice = new Notice.MatchVoid(new MatchId(new UUID(1, 2)), "Bob declined.", false);
    storage.transact(
        tx -> {
          for (int i = 0; i < times; i++) {
            tx.notices().append(ann, notice, clock.instant());
          }
          return null;
        });
  }

  private List<NumberedNotice> kept() {
    return storage.read(tx -> tx.notices().after(ann, 0, 10_000));
  }

  private Deadline started() {
    retention.start();
    assertThat(storage.deadlines()).hasSize(1);
    return storage.deadlines().get(0);
  }

  @Test
  void itIsLookedForAMinuteAfterAStartSoThatAnEngineRestartedHourlyDoesTooAndOnce() {
    retention.start();
    clock.advance(Duration.ofMinutes(1));

    Deadline deadline = started();

    assertThat(deadline.kind()).isEqualTo(Deadline.Kind.RETENTION);
    assertThat(deadline.due()).isEqualTo(clock.instant().plusSeconds(60));
  }

  @Test
  void onlyNoticesOfMoreThanAWeekAreRemoved() {
    Deadline deadline = started();
    tell(1);
    clock.advance(Duration.ofNanos(1_000));
    tell(1);
    clock.advance(Retention.NOTICES);

    assertThat(retention.due(deadline)).contains(clock.instant().plusSeconds(1));

    assertThat(kept()).extracting(NumberedNotice::sequence).containsExactly(2L);
    assertThat(retention.due(deadline)).contains(clock.instant().plus(HOUR));
    assertThat(kept()).hasSize(1);
  }

  @Test
  void manyAreRemovedInPortionsThatComeSoonAndThenThereIsAPause() {
    Deadline deadline = started();
    tell(2_500);
    clock.advance(Retention.NOTICES.plusSeconds(1));

    int left = kept().size();
    int portions = 0;
    Instant next = retention.due(deadline).orElseThrow();
    while (next.isBefore(clock.instant().plus(HOUR))) {
      assertThat(next).isEqualTo(clock.instant().plusSeconds(1));
      assertThat(kept().size()).as("each portion is bounded").isBetween(left - 1_000, left - 1);
      left = kept().size();
      portions++;
      clock.advance(Duration.ofSeconds(1));
      next = retention.due(deadline).orElseThrow();
    }

    assertThat(portions).isEqualTo(3);
    assertThat(kept()).isEmpty();
    assertThat(next).isEqualTo(clock.instant().plus(HOUR));
  }

  @Test
  void nothingElseIsRemovedNorComesAgain() {
    tell(1);
    clock.advance(Duration.ofDays(30));

    assertThat(
            retention.due(
                new Deadline(
                    new Subject("retention", "nothing"), Deadline.Kind.RETENTION, clock.instant())))
        .isEqualTo(Optional.empty());
    assertThat(kept()).hasSize(1);
  }
}
