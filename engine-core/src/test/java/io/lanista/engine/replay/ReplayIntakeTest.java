package io.lanista.engine.replay;

import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.engine.Arena.Rules;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.StoredReplay;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayIntakeTest {
  private final Arena arena = new Arena();
  private final Paired paired = arena.pair();

  @AfterEach
  void stop() {
    arena.close();
  }

  private static byte[] bytes(ByteBuffer recording) {
    byte[] bytes = new byte[recording.remaining()];
    recording.duplicate().get(bytes);
    return bytes;
  }

  private byte[] game(int p1, int p2) {
    return game(arena.clock.instant(), p1, p2);
  }

  private static byte[] game(Instant start, int p1, int p2) {
    return bytes(FakeCoordinatedGame.recording(start, "a#1", p1, "B#2", p2));
  }

  private ReplayIntake.Accepted upload(Side side, byte[] recording) {
    return arena.replays.upload(paired.match(), paired.ticket(side), recording);
  }

  @Test
  void oneRecordingDecidesADispute() {
    arena.disputed(paired);

    ReplayIntake.Accepted accepted = upload(Side.P2, game(1, 3));

    Match match = arena.match(paired);
    assertThat(accepted.match()).isEqualTo(match);
    assertThat(match.status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(match.result().orElseThrow().decision())
        .isEqualTo(new Decision(Side.P2, 3, 1, false));
    assertThat(match.result().orElseThrow().replay()).contains(accepted.replay().hash());
    assertThat(match.result().orElseThrow().p2Rating().delta()).isEqualTo(16);
    assertThat(arena.events(DomainEvent.ReplayAccepted.class)).hasSize(1);
    assertThat(arena.events(DomainEvent.MatchCompleted.class)).hasSize(1);
    assertThat(arena.recordings.list(paired.match())).hasSize(1);
  }

  @Test
  void recordingFromBeforeTheDisputeDecidesIt() {
    upload(Side.P1, game(3, 1));
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);

    Match match = arena.disputed(paired);

    assertThat(match.status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(match.result().orElseThrow().decision().winner()).isEqualTo(Side.P1);
    assertThat(arena.events(DomainEvent.MatchDisputed.class)).isEmpty();
  }

  @Test
  void twoRecordingsThatAgreeDecideTheDispute() {
    upload(Side.P1, game(3, 1));
    upload(Side.P2, game(arena.clock.instant().plusSeconds(1), 3, 1));

    Match match = arena.disputed(paired);

    assertThat(match.status()).isEqualTo(MatchStatus.COMPLETED);
    StoredReplay first = arena.replays.of(paired.match()).get(0);
    assertThat(match.result().orElseThrow().replay()).contains(first.hash());
  }

  @Test
  void twoRecordingsThatDisagreeLeaveItDisputed() {
    upload(Side.P1, game(3, 1));
    upload(Side.P2, game(1, 3));

    assertThat(arena.disputed(paired).status()).isEqualTo(MatchStatus.DISPUTED);
  }

  @Test
  void drawLeavesItDisputed() {
    arena.disputed(paired);

    assertThat(upload(Side.P1, game(2, 2)).match().status()).isEqualTo(MatchStatus.DISPUTED);

    assertThat(arena.events(DomainEvent.MatchDisputed.class)).hasSize(1);
    assertThat(arena.replays.of(paired.match())).hasSize(1);
  }

  @Test
  void operatorMayStillDecideAfterADraw() {
    arena.disputed(paired);
    upload(Side.P1, game(2, 2));

    Match match = arena.matches.resolve(paired.match(), Optional.of(Side.P1), "sudden death");

    assertThat(match.result().orElseThrow().replay()).isEmpty();
  }

  @Test
  void recordingOfOtherAgentsIsRefused() {
    arena.disputed(paired);
    Instant now = arena.clock.instant();

    for (byte[] other :
        new byte[][] {
          bytes(FakeCoordinatedGame.recording(now, "A#1", 3, "C#3", 1)),
          bytes(FakeCoordinatedGame.recording(now, "A#1", 3, "A#1", 1)),
          bytes(FakeCoordinatedGame.recording(now, "A#1", 3, "", 1)),
        }) {
      refusal(ErrorCode.INVALID_REPLAY, () -> upload(Side.P1, other));
    }
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.DISPUTED);
    assertThat(arena.replays.of(paired.match())).isEmpty();
    assertThat(arena.recordings.list(paired.match())).isEmpty();
  }

  @Test
  void somethingElseIsRefusedWithTheReason() {
    assertThat(
            refusal(
                ErrorCode.INVALID_REPLAY,
                () -> upload(Side.P1, "no recording".getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("no recording of the fake game");
  }

  @Test
  void recordingFromBeforeTheMatchIsRefused() {
    Instant made = arena.clock.instant();
    Duration allowance = Duration.ofMinutes(5);

    refusal(
        ErrorCode.INVALID_REPLAY,
        () -> upload(Side.P1, game(made.minus(allowance).minusMillis(1), 3, 1)));
    upload(Side.P1, game(made.minus(allowance), 3, 1));
  }

  @Test
  void demosMayUseOldRecordings() {
    try (Arena demo = new Arena(Rules.usual().replays(Rules.replays(1000, false)))) {
      Paired pair = demo.pair();
      demo.disputed(pair);

      demo.replays.upload(pair.match(), pair.p1(), game(Instant.EPOCH, 3, 1));

      assertThat(demo.match(pair).status()).isEqualTo(MatchStatus.COMPLETED);
    }
  }

  @Test
  void recordingWithoutAStartIsRefused() {
    arena.runners.replace("netplay", new Undated());

    assertThat(refusal(ErrorCode.INVALID_REPLAY, () -> upload(Side.P1, game(3, 1))))
        .hasMessageContaining("started");
  }

  @Test
  void unresolvedRecordingIsRefused() {
    arena.runners.replace("netplay", new Undated(true));

    assertThat(refusal(ErrorCode.INVALID_REPLAY, () -> upload(Side.P1, game(3, 1))))
        .hasMessageContaining("cut off");
  }

  @Test
  void sameRecordingAgainChangesNothingEvenAfterTheEnd() {
    arena.disputed(paired);
    ReplayIntake.Accepted first = upload(Side.P1, game(3, 1));
    Match before = arena.match(paired);

    assertThat(upload(Side.P1, game(3, 1))).isEqualTo(first);
    assertThat(upload(Side.P2, game(3, 1)).replay()).isEqualTo(first.replay());

    assertThat(arena.match(paired)).isEqualTo(before);
    assertThat(arena.events(DomainEvent.ReplayAccepted.class)).hasSize(1);
  }

  @Test
  void recordingCountsForOneMatchOnly() {
    byte[] recording = game(3, 1);
    arena.disputed(paired);
    upload(Side.P1, recording);
    Paired again = arena.pair();
    arena.disputed(again);

    refusal(
        ErrorCode.REPLAY_SEEN, () -> arena.replays.upload(again.match(), again.p1(), recording));

    assertThat(arena.match(again).status()).isEqualTo(MatchStatus.DISPUTED);
  }

  @Test
  void completedMatchTakesNoMoreRecordings() {
    Match before = arena.completed(paired);

    refusal(ErrorCode.MATCH_FINISHED, () -> upload(Side.P2, game(1, 3)));

    assertThat(arena.match(paired)).isEqualTo(before);
    assertThat(arena.replays.of(paired.match())).isEmpty();
  }

  @Test
  void matchThatEndsDuringTheUploadTakesNoRecording() {
    byte[] recording = game(3, 1);
    arena.storage.beforeNext(() -> arena.completed(paired));

    refusal(ErrorCode.MATCH_FINISHED, () -> upload(Side.P1, recording));

    assertThat(arena.replays.of(paired.match())).isEmpty();
  }

  @Test
  void recordingThatIsRefusedAtTheCommitLeavesNoFile() {
    arena.storage.beforeNext(() -> arena.completed(paired));
    refusal(ErrorCode.MATCH_FINISHED, () -> upload(Side.P1, game(3, 1)));
    assertThat(arena.recordings.list(paired.match())).isEmpty();
  }

  @Test
  void recordingWhoseRowWasWrittenThoughTheAnswerWasLostKeepsItsFile() {
    arena.storage.loseAnswers(true);
    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> upload(Side.P1, game(3, 1)));
    arena.storage.loseAnswers(false);
    assertThat(arena.recordings.list(paired.match())).hasSize(1);
    assertThat(arena.replays.of(paired.match())).hasSize(1);
  }

  @Test
  void recordingRefusedByAFullDatabaseIsTakenOnceThereIsRoom() {
    arena.storage.refuseCommits(true);
    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> upload(Side.P1, game(3, 1)));
    arena.storage.refuseCommits(false);
    assertThat(arena.replays.of(paired.match())).isEmpty();
    upload(Side.P1, game(3, 1));
    assertThat(arena.recordings.list(paired.match())).hasSize(1);
    assertThat(arena.replays.of(paired.match())).hasSize(1);
  }

  @Test
  void agreedResultCarriesTheRecordingOfTheSameWinner() {
    ReplayIntake.Accepted accepted = upload(Side.P1, game(3, 1));

    assertThat(arena.completed(paired).result().orElseThrow().replay())
        .contains(accepted.replay().hash());
  }

  @Test
  void agreedResultDoesNotCarryARecordingOfAnotherWinner() {
    upload(Side.P1, game(1, 3));

    Match match = arena.completed(paired);

    assertThat(match.result().orElseThrow().decision().winner()).isEqualTo(Side.P1);
    assertThat(match.result().orElseThrow().replay()).isEmpty();
  }

  @Test
  void onlyTheMatchesOwnAgentsMayUpload() {
    Paired others = arena.pair("C#3", 3, "D#4", 4);

    refusal(
        ErrorCode.NOT_YOUR_MATCH,
        () -> arena.replays.upload(paired.match(), others.p1(), game(3, 1)));
    refusal(
        ErrorCode.MATCH_NOT_FOUND,
        () -> arena.replays.upload(new MatchId(UUID.randomUUID()), paired.p1(), game(3, 1)));
  }

  @Test
  void tooLargeARecordingIsRefused() {
    refusal(ErrorCode.TOO_LARGE, () -> upload(Side.P1, new byte[1001]));
  }

  @Test
  void reportsThatAgreeAfterAWrongRecordingStand() {
    upload(Side.P2, game(0, 4));
    arena.matches.report(paired.match(), paired.p2(), score(1, 3));
    arena.matches.report(paired.match(), paired.p1(), score(3, 1));

    assertThat(arena.match(paired).result().orElseThrow().decision())
        .isEqualTo(new Decision(Side.P1, 3, 1, false));
  }
}
