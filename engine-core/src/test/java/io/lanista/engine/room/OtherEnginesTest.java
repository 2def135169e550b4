package io.lanista.engine.room;

import static io.lanista.engine.room.Race.request;
import static io.lanista.engine.room.Race.three;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.NoJudge;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Engines of one database of which one lacks what a room needs: it leaves the room to the other.
 */
class OtherEnginesTest {
  private static final Duration ANOTHER_LOOK = Duration.ofSeconds(3);

  private final Race able = new Race(new NoJudge(Duration.ofSeconds(1), true), Race.SHARED);

  private RoomStatus status(RoomId room) {
    return able.room(room).status();
  }

  private boolean isAskedAbout(String account) {
    return able.memory.read(tx -> tx.polls().find("hook", new JudgeAccount(account))).isPresent();
  }

  @Test
  void aRoomIsStartedByAnEngineThatHasItsJudge() {
    Race lacking = able.withoutItsJudge(2);
    RoomId room = able.rooms.create(able.creator, request("arena", three())).room().id();
    lacking.rooms.ready(room, able.ann);
    lacking.rooms.ready(room, able.bob);
    lacking.pass(20);
    assertThat(status(room)).isEqualTo(RoomStatus.WAITING);
    able.pass(ANOTHER_LOOK);
    assertThat(status(room)).isEqualTo(RoomStatus.ACTIVE);
    assertThat(isAskedAbout("A")).isTrue();
  }

  @Test
  void aSolutionIsDecidedAboutByAnEngineThatKnowsHowExactlyItsJudgeTells() {
    Race lacking = able.withoutItsJudge(2);
    able.clock.advance(Duration.ofMillis(500));
    RoomId room = able.arena();
    Submission inTheSameSecond =
        able.made(room, 1, "A", "P1", Duration.ofMillis(-400), Verdict.ACCEPTED);
    able.memory.transact(
        tx ->
            tx.rooms()
                .record(
                    room,
                    new RoomSubmission(inTheSameSecond, Race.A, RoomSubmission.State.RECEIVED)));
    lacking.turns.due(room);
    assertThat(able.undecided(room)).isEqualTo(1);
    able.turns.due(room);
    assertThat(able.owners(room)).containsKey("P1");
  }

  @Test
  void aRoomThatNobodyElseServesIsEndedTwoMinutesAfterItsTime() {
    Race lacking = able.withoutItsJudge(2);
    RoomId room = able.arena();
    lacking.pass(Duration.ofSeconds(3_600 + 110));
    assertThat(status(room)).isEqualTo(RoomStatus.ACTIVE);
    lacking.pass(14);
    assertThat(status(room)).isEqualTo(RoomStatus.JUDGING);
    assertThat(able.room(room).reason()).contains(EndReason.TIMEOUT);
  }

  @Test
  void whatACreatorCancelsIsCancelledByAnyEngine() {
    Race lacking = able.withoutItsJudge(2);
    RoomId room = able.arena();
    lacking.rooms.cancel(room, able.creator);
    assertThat(status(room)).isEqualTo(RoomStatus.ENDED);
    assertThat(able.memory.deadlines()).isEmpty();
    assertThat(isAskedAbout("A")).isFalse();
  }

  @Test
  void anEngineWithoutTheFormatLeavesTheStartToAnotherAtTheReadyDeadlineToo() {
    Race lacking = able.another(2);
    lacking.formats.remove("arena");
    RoomId room = able.rooms.create(able.creator, request("arena", three())).room().id();
    lacking.rooms.ready(room, able.ann);
    lacking.rooms.ready(room, able.bob);
    lacking.pass(125);
    assertThat(status(room)).isEqualTo(RoomStatus.WAITING);
    able.pass(ANOTHER_LOOK);
    assertThat(status(room)).isEqualTo(RoomStatus.ACTIVE);
  }

  @Test
  void anEngineWithoutTheFormatLeavesForfeitsAndTheEndToAnother() {
    Race lacking = able.another(2);
    RoomId room = able.started(Race.forfeiting(request("arena", three())));
    RoomId other = able.arena();
    lacking.formats.remove("arena");
    lacking.pass(Duration.ofSeconds(3_600 + 60));
    assertThat(status(room)).isEqualTo(RoomStatus.ACTIVE);
    assertThat(status(other)).isEqualTo(RoomStatus.ACTIVE);
    able.pass(ANOTHER_LOOK);
    assertThat(able.room(room).reason()).isPresent();
    assertThat(able.room(other).reason()).contains(EndReason.TIMEOUT);
  }

  @Test
  void anEngineThatIsAloneLeavesNothingToOthers() {
    Race alone = new Race(new NoJudge(Duration.ofSeconds(1), true), Race.SETTINGS);
    Race reconfigured = alone.withoutItsJudge(2);
    RoomId room = alone.arena();
    reconfigured.pass(3_600);
    assertThat(alone.room(room).reason()).contains(EndReason.TIMEOUT);
  }
}
