package io.lanista.plugins.slippi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.plugins.slippi.format.Fighter;
import io.lanista.plugins.slippi.format.GeneratedGame;
import io.lanista.plugins.slippi.format.GeneratedGame.Ending;
import io.lanista.plugins.slippi.format.Slp;
import io.lanista.plugins.slippi.format.Version;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import io.lanista.ports.replay.Recording.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlippiReplayReaderTest {
  private static final Version WITHOUT_PLACEMENTS = new Version(3, 12, 0);
  private static final Version WITHOUT_CODES = new Version(3, 8, 0);
  private static final GeneratedGame BASE = GeneratedGame.ofSeed(11).withFrames(200);

  private final SlippiReplayReader reader = new SlippiReplayReader();

  @Test
  void placementsDecide() throws InvalidReplayException {
    GeneratedGame game = standing(2, 10, 0, 0);

    assertThat(winner(Slp.of(game))).isEqualTo(1);
    assertThat(winner(Slp.of(game).end(3, 1).end(4, 0))).isEqualTo(2);
  }

  @Test
  void stocksDecideWherePlacementsAreNotRecorded() throws InvalidReplayException {
    assertThat(winner(Slp.of(standing(0, 0, 2, 10).withVersion(WITHOUT_PLACEMENTS)))).isEqualTo(2);
  }

  @Test
  void stocksDecideWherePlacementsNameNobodyOrBoth() throws InvalidReplayException {
    assertThat(winner(Slp.of(standing(0, 0, 2, 10)).end(3, -1).end(4, -1))).isEqualTo(2);
    assertThat(winner(Slp.of(standing(0, 0, 2, 10)).end(3, 0).end(4, 0))).isEqualTo(2);
  }

  @Test
  void quitterLosesWhateverThePlacementsSay() throws InvalidReplayException {
    GeneratedGame ahead = standing(4, 0, 1, 90);

    Recording firstQuit = read(Slp.of(ahead.withEnding(Ending.FIRST_QUITS)));
    assertThat(winner(firstQuit)).isEqualTo(2);
    assertThat(firstQuit.reason()).isEqualTo("The player on port 1 quit the game.");
    assertThat(firstQuit.players()).extracting(RecordedPlayer::score).containsExactly(4, 1);
    assertThat(winner(Slp.of(ahead.withEnding(Ending.SECOND_QUITS)))).isEqualTo(1);
    assertThat(winner(Slp.of(ahead.withEnding(Ending.FIRST_QUITS)).end(1, 0))).isEqualTo(2);
  }

  @Test
  void brokenOffGameWithoutAQuitterIsUnresolved() throws InvalidReplayException {
    for (int method : new int[] {0, 7}) {
      Slp slp = Slp.of(standing(4, 0, 1, 90)).end(1, method);
      assertThat(read(slp).verdict()).isEqualTo(Verdict.UNRESOLVED);
      assertThat(read(slp.end(2, 3)).verdict()).isEqualTo(Verdict.UNRESOLVED);
    }
  }

  @Test
  void timeIsDecidedByStocksThenByWholePercentElseDrawn() throws InvalidReplayException {
    assertThat(winner(Slp.of(standing(1, 0, 2, 200).withEnding(Ending.TIME)))).isEqualTo(2);
    assertThat(winner(Slp.of(standing(2, 41, 2, 42).withEnding(Ending.TIME)))).isEqualTo(1);
    assertThat(winner(Slp.of(standing(2, 43, 2, 42).withEnding(Ending.TIME)))).isEqualTo(2);

    Recording drawn = read(Slp.of(standing(2, 42, 2, 42).withEnding(Ending.TIME)));
    assertThat(drawn.verdict()).isEqualTo(Verdict.DRAW);
    assertThat(drawn.reason()).isEqualTo("Equal stocks and equal damage when the time was up.");
  }

  @Test
  void timeIgnoresPlacements() throws InvalidReplayException {
    Slp slp = Slp.of(standing(1, 0, 2, 200).withEnding(Ending.TIME)).end(3, 0).end(4, 1);

    assertThat(winner(slp)).isEqualTo(2);
  }

  @Test
  void equalStandingIsADrawWithoutPlacements() throws InvalidReplayException {
    Slp slp = Slp.of(standing(2, 42, 2, 42).withVersion(WITHOUT_PLACEMENTS));

    assertThat(read(slp).verdict()).isEqualTo(Verdict.DRAW);
  }

  @Test
  void gameWithoutAnEndIsUnresolved() throws InvalidReplayException {
    Recording recording = read(Slp.of(standing(2, 10, 0, 0).withEnding(Ending.NONE)));

    assertThat(recording.verdict()).isEqualTo(Verdict.UNRESOLVED);
    assertThat(recording.players()).noneMatch(RecordedPlayer::winner);
  }

  @Test
  void metadataProvesNoConnectCode() throws InvalidReplayException {
    Recording recording = read(Slp.of(BASE.withVersion(WITHOUT_CODES)));

    assertThat(recording.players()).extracting(RecordedPlayer::connectCode).containsOnly("");
    assertThat(recording.players())
        .extracting(RecordedPlayer::displayName)
        .containsExactly("Vulpes", "Altea");
  }

  @Test
  void codesShorterVersionsCannotHoldAreNotReadFromElsewhere() throws InvalidReplayException {
    // Says 3.16 with the length of 3.8: the names are not there to be read.
    Recording recording = read(Slp.of(BASE.withVersion(WITHOUT_CODES)).start(2, 16));

    assertThat(recording.players()).extracting(RecordedPlayer::connectCode).containsOnly("");
  }

  @Test
  void teamsAndOtherNumbersOfPlayersAreRefused() {
    assertRefused(Slp.of(BASE).start(0xD, 1), "team game");
    assertRefused(Slp.of(BASE).start(0x66, 3), "shows 1 players");
    assertRefused(Slp.of(BASE).start(0x66 + 2 * 0x24, 1), "shows 3 players");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 24})
  void rawLengthThatLiesIsRefused(int length) {
    assertRefused(Slp.of(BASE).rawLength(length), "upload the whole file");
  }

  @Test
  void rawLengthThatCutsAnEventIsRefused() {
    assertRefused(Slp.of(BASE).rawLength(3000), "cut off");
    assertRefused(Slp.of(BASE).rawLength(1), "payload sizes");
    assertRefused(Slp.of(BASE).rawLength(7), "payload sizes");
  }

  @Test
  void payloadSizesThatLieAreRefused() {
    assertRefused(Slp.of(BASE).size(0x36, 0), "too few to name its players");
    assertRefused(Slp.of(BASE).size(0x38, 0), "too few to hold the stocks");
    assertRefused(Slp.of(BASE).size(0x38, 0xFFFF), "damaged");
    assertRefused(Slp.of(BASE).size(0x38, 0x20), "frames");
  }

  @Test
  void twoGamesInOneRecordingAreRefused() {
    Slp slp = Slp.of(BASE.withEnding(Ending.NONE));

    assertRefused(slp.append(slp.start()), "more than one game");
  }

  @Test
  void recordingWithoutAStartIsRefused() {
    assertRefused(Slp.of(BASE).withoutStart(), "how its game starts");
  }

  @Test
  void impossibleFramesAreRefused() {
    for (int frame : new int[] {-124, Integer.MIN_VALUE, Integer.MAX_VALUE, 6_000_000}) {
      byte[] post = new byte[0x55];
      post[0] = 0x38;
      ByteBuffer.wrap(post).putInt(1, frame);
      assertRefused(Slp.of(BASE).insertAfterStart(post), "no frame " + frame);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = GeneratedGame.ofSeed(2).withFrames(150).bytes();
    for (int length = 0; length < whole.length - 1; length += length < 1200 ? 1 : 37) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> reader.read(ByteBuffer.wrap(cut)))
          .as("%d bytes", length)
          .isInstanceOf(InvalidReplayException.class);
    }
  }

  private static GeneratedGame standing(int stocks, int percent, int others, int otherPercent) {
    return BASE.withFighters(
        4,
        new Fighter("FOX#1", "one", 2, stocks, percent),
        new Fighter("MRTH#2", "two", 9, others, otherPercent));
  }

  private void assertRefused(Slp slp, String reason) {
    assertThatThrownBy(() -> read(slp))
        .isInstanceOf(InvalidReplayException.class)
        .hasMessageContaining(reason);
  }

  private Recording read(Slp slp) throws InvalidReplayException {
    return reader.read(ByteBuffer.wrap(slp.bytes()).asReadOnlyBuffer());
  }

  /** The winner's port. */
  private int winner(Slp slp) throws InvalidReplayException {
    return winner(read(slp));
  }

  private static int winner(Recording recording) {
    assertThat(recording.verdict()).isEqualTo(Verdict.WON);
    return recording.players().stream()
        .filter(RecordedPlayer::winner)
        .mapToInt(RecordedPlayer::port)
        .sum();
  }
}
