package io.lanista.engine.room;

import static io.lanista.engine.room.Race.request;
import static io.lanista.engine.room.Race.three;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.NoJudge;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Verdict;
import io.lanista.ports.storage.PollStore.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rooms of a judge that has to be asked: when it is, and how long its answer is waited for. */
class PolledRoomTest {
  private final Race race = new Race(new NoJudge(Duration.ofSeconds(1), true));

  private Optional<Poll> poll(String account) {
    return race.memory.read(tx -> tx.polls().find("hook", new JudgeAccount(account)));
  }

  /** Has the judge asked about an account at that instant, without an answer that says anything. */
  private void answered(String account, Instant asked) {
    race.memory.transact(
        tx -> {
          Instant later = asked.plus(Duration.ofDays(1));
          List<Poll> taken = new ArrayList<>();
          tx.polls().take("hook", later, later).ifPresent(taken::add);
          tx.polls().take("hook", later, later).ifPresent(taken::add);
          for (Poll poll : taken) {
            tx.polls()
                .put(
                    poll.account().text().equalsIgnoreCase(account)
                        ? new Poll(
                            "hook", poll.account(), asked.plusSeconds(30), 0, Optional.of(asked))
                        : poll);
          }
          return null;
        });
  }

  @Test
  void itIsAskedAboutMembersFromTheStartToTheEnd() {
    RoomId waiting = race.rooms.create(race.creator, request("arena", three())).room().id();
    assertThat(poll("A")).isEmpty();
    race.rooms.ready(waiting, race.ann);
    race.rooms.ready(waiting, race.bob);
    assertThat(poll("A").orElseThrow().due()).isEqualTo(race.clock.instant());
    answered("A", race.clock.instant());
    race.pass(10);
    RoomId second = race.arena();
    assertThat(poll("A").orElseThrow().due()).isEqualTo(race.clock.instant());
    race.rooms.cancel(waiting, race.creator);
    assertThat(poll("A")).isPresent();
    race.rooms.cancel(second, race.creator);
    assertThat(poll("A")).isEmpty();
    assertThat(poll("B")).isEmpty();
  }

  @Test
  void itIsAskedWhenGameplayEndsAndOnceMoreWhenTheGraceIsOver() {
    RoomId room = race.arena();
    answered("A", race.clock.instant().plusSeconds(3_590));
    race.pass(3_600);
    assertThat(poll("A").orElseThrow().due()).isEqualTo(race.clock.instant());
    answered("A", race.clock.instant().plusSeconds(110));
    race.pass(120);
    assertThat(poll("A").orElseThrow().due()).isEqualTo(race.clock.instant());
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.JUDGING);
  }

  @Test
  void theResultWaitsForItsAnswers() {
    RoomId room = race.arena();
    race.pass(3_720);
    race.pass(30);
    answered("A", race.clock.instant());
    race.pass(30);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.JUDGING);
    race.take(race.accepted(room, 1, "B", "P1", 3_000));
    answered("B", race.clock.instant());
    race.pass(1);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
    assertThat(race.room(room).winner()).contains(Race.B);
    assertThat(poll("A")).isEmpty();
  }

  @Test
  void theResultWaitsAtMostAsLongAsTheGraceAgain() {
    RoomId room = race.arena();
    race.pass(3_600 + 239);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.JUDGING);
    race.pass(1);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
  }

  @Test
  void theResultWaitsForVerdictsThatArePending() {
    RoomId room = race.arena();
    race.take(race.made(room, 1, "A", "P1", Duration.ofSeconds(5), Verdict.PENDING));
    race.pass(3_720);
    answered("A", race.clock.instant());
    answered("B", race.clock.instant());
    race.pass(60);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.JUDGING);
    race.take(race.accepted(room, 1, "A", "P1", 5));
    race.pass(1);
    assertThat(race.room(room).winner()).contains(Race.A);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
  }
}
