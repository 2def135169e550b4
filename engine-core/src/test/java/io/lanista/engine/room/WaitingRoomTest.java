package io.lanista.engine.room;

import static io.lanista.engine.room.Race.A;
import static io.lanista.engine.room.Race.B;
import static io.lanista.engine.room.Race.forfeiting;
import static io.lanista.engine.room.Race.request;
import static io.lanista.engine.room.Race.three;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Readiness, no-shows, presence and forfeits (spec 4, Forfeit and readiness). */
class WaitingRoomTest {
  private final Race race = new Race();

  private RoomId startingIn(double seconds) {
    RoomRequest usual = request("arena", three());
    Instant at = race.clock.instant().plusMillis(Math.round(seconds * 1_000));
    return race.rooms
        .create(
            race.creator,
            new RoomRequest(
                usual.format(),
                usual.name(),
                usual.judge(),
                usual.teams(),
                usual.problems(),
                usual.selection(),
                Optional.of(at),
                usual.limit(),
                usual.grace(),
                usual.readyWithin(),
                usual.forfeitAfter(),
                true,
                false))
        .room()
        .id();
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EngineException.class, thrown -> assertThat(thrown.code()).isEqualTo(code));
  }

  @Test
  void theWaitingRoomOpensFiveSecondsBeforeTheStart() {
    RoomId room = startingIn(60);
    race.pass(54.999);
    refused(ErrorCode.ROOM_REFUSED, () -> race.rooms.ready(room, race.ann));
    race.pass(0.001);
    assertThat(race.rooms.ready(room, race.ann).room().status()).isEqualTo(RoomStatus.WAITING);
    assertThat(race.rooms.ready(room, race.bob).room().status()).isEqualTo(RoomStatus.ACTIVE);
    assertThat(race.room(room).startedAt()).contains(race.clock.instant());
    assertThat(race.types(room))
        .containsExactly("room.user_ready", "room.user_ready", "room.started");
  }

  @Test
  void nothingStartsBeforeAllAreReady() {
    RoomId room = startingIn(10);
    race.pass(10);
    race.rooms.ready(room, race.ann);
    race.pass(60);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.WAITING);
    race.rooms.ready(room, race.bob);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
  }

  @Test
  void theOnlyTeamThatComesWinsByNoShow() {
    RoomId room = startingIn(10);
    race.pass(10);
    race.rooms.ready(room, race.bob);
    race.pass(119.999);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.WAITING);
    race.pass(0.001);
    Room ended = race.room(room);
    assertThat(ended.status()).isEqualTo(RoomStatus.ENDED);
    assertThat(ended.reason()).contains(EndReason.NO_SHOW);
    assertThat(ended.winner()).contains(B);
    assertThat(ended.withdrawn()).containsExactly(entry(A, "no_show"));
    assertThat(race.types(room))
        .containsExactly("room.user_ready", "team.withdrawn", "room.end", "room.final");
    assertThat(race.memory.deadlines()).isEmpty();
    refused(ErrorCode.ROOM_ENDED, () -> race.rooms.ready(room, race.ann));
  }

  @Test
  void nobodyWinsARoomToWhichNobodyComes() {
    RoomId room = startingIn(10);
    race.pass(130);
    assertThat(race.room(room).reason()).contains(EndReason.NO_SHOW);
    assertThat(race.room(room).winner()).isEmpty();
    assertThat(race.events(room, "room.end").get(0).data())
        .containsEntry("winner", null)
        .containsEntry("duration", 0)
        .containsEntry("provisional", false);
  }

  @Test
  void aTeamOfWhichNobodyIsHeardForfeits() {
    RoomId room = race.started(forfeiting(request("arena", three())));
    for (int i = 0; i < 8; i++) {
      race.pass(13);
      race.rooms.heartbeat(room, race.ann);
    }
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.pass(0.999);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.pass(0.001);
    Room stopped = race.room(room);
    assertThat(stopped.status()).isEqualTo(RoomStatus.JUDGING);
    assertThat(stopped.reason()).contains(EndReason.FORFEIT);
    assertThat(stopped.withdrawn()).containsExactly(entry(B, "forfeit"));
    race.pass(120);
    assertThat(race.room(room).winner()).contains(A);
    assertThat(race.types(room)).endsWith("team.withdrawn", "room.end", "room.final");
  }

  @Test
  void aTeamThatForfeitedCannotWinByWhatItOwns() {
    RoomId room = race.started(forfeiting(request("arena", three())));
    race.take(race.accepted(room, 1, "B", "P3", 0));
    race.pass(50);
    race.rooms.heartbeat(room, race.ann);
    race.pass(55);
    race.pass(120);
    assertThat(race.room(room).winner()).contains(A);
    assertThat(race.events(room, "room.final").get(0).data().get("finalScores").toString())
        .isEqualTo("{A=0, B=400}");
  }

  @Test
  void anEngineThatWasDownAtTheReadyDeadlineGivesTheTimeToBeReadyAgain() {
    RoomId room = startingIn(0);
    race.deadlines.close();
    race.clock.advance(Duration.ofMinutes(10));
    Race restarted = race.another(2);
    restarted.turns.resume();
    restarted.pass(119);
    assertThat(restarted.room(room).status()).isEqualTo(RoomStatus.WAITING);
    restarted.rooms.ready(room, race.ann);
    restarted.rooms.ready(room, race.bob);
    assertThat(restarted.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
  }

  @Test
  void whatCouldNotBeSaidWhileTheStorageWasAwayIsHeldAgainstNobody() {
    AwayStorage[] storage = new AwayStorage[1];
    Race engine =
        race.another(
            real -> {
              storage[0] = new AwayStorage(real);
              return storage[0];
            },
            race.arbiter,
            2);
    race.deadlines.close();
    RoomId room = engine.started(forfeiting(request("arena", three())));
    storage[0].away(true);
    refused(ErrorCode.STORAGE_UNAVAILABLE, () -> engine.turns.due(room));
    race.clock.advance(Duration.ofMinutes(10));
    storage[0].away(false);
    engine.turns.due(room);
    assertThat(engine.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.clock.advance(Duration.ofSeconds(106));
    engine.turns.due(room);
    assertThat(engine.room(room).reason()).contains(EndReason.FORFEIT);
  }

  @Test
  void whatOnlyALateDeadlineTellsOfIsHeldAgainstNobodyEither() {
    RoomId room = race.started(forfeiting(request("arena", three())));
    // Whoever calls deadlines asks the database for them, which was away.
    race.clock.advance(Duration.ofMinutes(10));
    race.deadlines.step(race.clock.instant());
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.pass(104);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.pass(2);
    assertThat(race.room(room).reason()).contains(EndReason.FORFEIT);
  }

  @Test
  void whatAnEngineThatWasDownDidNotHearIsHeldAgainstNobody() {
    RoomId room = race.started(forfeiting(request("arena", three())));
    race.deadlines.close();
    race.clock.advance(Duration.ofMinutes(10));
    Race restarted = race.another(2);
    restarted.turns.resume();
    restarted.pass(0.001);
    assertThat(restarted.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    restarted.pass(104.998);
    assertThat(restarted.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    restarted.pass(1);
    assertThat(restarted.room(room).reason()).contains(EndReason.FORFEIT);
  }

  @Test
  void itsCreatorCancelsARoomAndNobodyElse() {
    RoomId room = race.arena();
    refused(ErrorCode.NOT_YOUR_ROOM, () -> race.rooms.cancel(room, race.ann));
    Room cancelled = race.rooms.cancel(room, race.creator).room();
    assertThat(cancelled.status()).isEqualTo(RoomStatus.ENDED);
    assertThat(cancelled.winner()).isEmpty();
    assertThat(race.rooms.cancel(room, race.creator).room()).isEqualTo(race.room(room));
    assertThat(race.types(room)).endsWith("room.started", "room.end", "room.final");
    refused(ErrorCode.ROOM_ENDED, () -> race.rooms.heartbeat(room, race.ann));
    RoomId judged = race.arena();
    race.pass(3_600);
    refused(ErrorCode.ROOM_REFUSED, () -> race.rooms.cancel(judged, race.creator));
    race.pass(120);
    refused(ErrorCode.ROOM_ENDED, () -> race.rooms.cancel(judged, race.creator));
  }

  @Test
  void onlyMembersAreReadyOrHeard() {
    RoomId room = race.arena();
    refused(ErrorCode.NOT_YOUR_ROOM, () -> race.rooms.ready(room, race.creator));
    refused(ErrorCode.NOT_YOUR_ROOM, () -> race.rooms.heartbeat(room, race.creator));
    refused(
        ErrorCode.NOT_YOUR_ROOM, () -> race.rooms.sync(room, race.creator, three().get(0).id()));
  }

  @Test
  void aPrivateRoomIsNotThereForOthers() {
    RoomId room = race.started(Race.secret(request("arena", three())));
    assertThat(race.rooms.view(room, Optional.of(race.ann)).room().id()).isEqualTo(room);
    assertThat(race.rooms.view(room, Optional.of(race.creator)).room().id()).isEqualTo(room);
    assertThat(race.rooms.recent(Optional.empty(), 10).items()).isEmpty();
    refused(ErrorCode.ROOM_NOT_FOUND, () -> race.rooms.view(room, Optional.empty()));
    Race other = race.another(5);
    Player dan =
        new Player(new PlayerId(new UUID(1, 1)), new Username("dan"), Instant.EPOCH, Instant.EPOCH);
    refused(ErrorCode.ROOM_NOT_FOUND, () -> other.rooms.view(room, Optional.of(dan)));
    refused(ErrorCode.ROOM_NOT_FOUND, () -> other.rooms.ready(room, dan));
    refused(ErrorCode.ROOM_NOT_FOUND, () -> other.rooms.heartbeat(room, dan));
    refused(ErrorCode.ROOM_NOT_FOUND, () -> other.rooms.cancel(room, dan));
    refused(ErrorCode.ROOM_NOT_FOUND, () -> other.rooms.sync(room, dan, three().get(0).id()));
  }

  @Test
  void aJudgeIsAskedOnceAMinuteAndUser() {
    RoomId room = race.arena();
    race.rooms.sync(room, race.ann, three().get(0).id());
    race.rooms.sync(room, race.bob, three().get(0).id());
    race.pass(59.999);
    refused(ErrorCode.RATE_LIMITED, () -> race.rooms.sync(room, race.ann, three().get(1).id()));
    race.pass(0.001);
    race.rooms.sync(room, race.ann, three().get(1).id());
    refused(ErrorCode.INVALID_REQUEST, () -> race.rooms.sync(room, race.bob, ProblemId.of("9Z")));
  }
}
