package io.lanista.ports.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import io.lanista.ports.replay.Recording.Verdict;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link CoordinatedGame} keeps to. */
public abstract class CoordinatedGameContract {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final CoordinatedGame game = game();

  /** The game under test, ready. */
  protected abstract CoordinatedGame game();

  /** A recording of a game that began at {@code start} and that {@code winner} won. */
  protected abstract ByteBuffer recording(String winner, String loser, Instant start);

  @Test
  void gameIdFitsResultsAndRatings() {
    assertThat(game.game()).matches("[a-z0-9-]{1,32}").isEqualTo(game().game());
  }

  @Test
  void codesAreTheSameWithoutRegardToCaseAndSpaceAround() {
    assertThat(game.agentKey(" fox#123 ")).isEqualTo(game.agentKey("FOX#123"));
    assertThat(game.agentKey("FOX#123")).isNotEqualTo(game.agentKey("FOX#124"));
  }

  @Test
  void foldingAFoldedCodeChangesNothing() {
    String key = game.agentKey("Fox#123");

    assertThat(game.agentKey(key)).isEqualTo(key);
  }

  @Test
  void codeThatCannotBeOneIsRefusedAtItsField() {
    for (String code : List.of("", " ", "x".repeat(33))) {
      assertThatThrownBy(() -> game.agentKey(code))
          .isInstanceOfSatisfying(
              EngineException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CONNECT_CODE);
                assertThat(refused.location()).containsExactly("body", "connect_code");
              });
    }
  }

  @Test
  void briefingTellsOfTheOpponent() {
    WalletAddress wallet = WalletAddress.parse("0x00000000000000000000000000000000000000aa");
    Entrant self = entrant("FOX#1", Optional.empty(), Optional.empty());
    Entrant opponent = entrant("Mrth#2", Optional.of(wallet), Optional.of(BigInteger.TEN));

    Briefing briefing = game.briefing(self, opponent);

    assertThat(briefing)
        .isEqualTo(new Briefing("Mrth#2", Optional.of(wallet), Optional.of(BigInteger.TEN)));
  }

  @Test
  void everyTwoReportsComeToSomethingThatDoesNotDependOnTheirOrder() {
    List<Report> reports = reports();
    for (Report p1 : reports) {
      for (Report p2 : reports) {
        Reconciliation both = game.reconcile(p1, p2);

        assertThat(game.reconcile(p1, p2)).isEqualTo(both);
        assertThat(swapped(game.reconcile(p2, p1))).as("%s and %s", p1, p2).isEqualTo(both);
        assertThat(both.reason()).endsWith(".");
      }
    }
  }

  @Test
  void equalAccountsNeverDecide() {
    for (Report report : reports()) {
      assertThat(game.reconcile(report, report).decision()).as("%s", report).isEmpty();
    }
  }

  @Test
  void agreeingReportsDecide() {
    Reconciliation agreed =
        game.reconcile(report(Outcome.COMPLETED, 1, 3), report(Outcome.COMPLETED, 3, 1));

    assertThat(agreed.decision()).contains(new Decision(Side.P2, 3, 1, false));
  }

  @Test
  void recordingTellsWhoPlayedWhoWonAndWhen() throws InvalidReplayException {
    Recording recording = game.replays().read(recording("FOX#1", "MRTH#2", START));

    assertThat(recording.startedAt()).contains(START);
    assertThat(recording.verdict()).isEqualTo(Verdict.WON);
    assertThat(recording.players())
        .extracting(RecordedPlayer::connectCode)
        .containsExactlyInAnyOrder("FOX#1", "MRTH#2");
    assertThat(recording.players())
        .filteredOn(RecordedPlayer::winner)
        .singleElement()
        .satisfies(winner -> assertThat(winner.connectCode()).isEqualTo("FOX#1"));
  }

  @Test
  void readingLeavesTheBufferAloneAndCanBeRepeated() throws InvalidReplayException {
    ByteBuffer bytes = recording("FOX#1", "MRTH#2", START);

    Recording first = game.replays().read(bytes);

    assertThat(bytes.position()).isZero();
    assertThat(game.replays().read(bytes)).isEqualTo(first);
  }

  @Test
  void otherBytesAreRefusedWithAReason() {
    Random random = new Random(7);
    for (int length : new int[] {0, 1, 15, 16, 1000}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThatThrownBy(() -> game.replays().read(ByteBuffer.wrap(bytes).asReadOnlyBuffer()))
          .isInstanceOf(InvalidReplayException.class)
          .hasMessageMatching("(?s)[A-Z].*\\.");
    }
  }

  private static List<Report> reports() {
    List<Report> reports = new ArrayList<>();
    List<Optional<Integer>> numbers =
        List.of(Optional.empty(), Optional.of(0), Optional.of(1), Optional.of(3));
    for (Outcome outcome : Outcome.values()) {
      for (Optional<Integer> own : numbers) {
        for (Optional<Integer> other : numbers) {
          reports.add(new Report(outcome, Optional.empty(), own, other));
        }
      }
    }
    return reports;
  }

  private static Reconciliation swapped(Reconciliation one) {
    return new Reconciliation(
        one.kind(),
        one.decision()
            .map(
                d ->
                    new Decision(d.winner().other(), d.winnerScore(), d.loserScore(), d.forfeit())),
        one.reason());
  }

  private static Report report(Outcome outcome, int own, int other) {
    return new Report(outcome, Optional.empty(), Optional.of(own), Optional.of(other));
  }

  private Entrant entrant(String code, Optional<WalletAddress> wallet, Optional<BigInteger> id) {
    return new Entrant(code, game.agentKey(code), Optional.of("bot"), wallet, id, Optional.empty());
  }
}
