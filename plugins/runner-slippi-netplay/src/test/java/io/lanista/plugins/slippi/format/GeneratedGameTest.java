package io.lanista.plugins.slippi.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.replay.InvalidReplayException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GeneratedGameTest {
  private static final List<Version> VERSIONS =
      List.of(
          new Version(3, 0, 0),
          new Version(3, 6, 1),
          new Version(3, 8, 0),
          new Version(3, 9, 0),
          new Version(3, 12, 0),
          new Version(3, 13, 0),
          new Version(3, 16, 0));

  @Property(tries = 150)
  void readerFindsWhatWasWritten(@ForAll("games") GeneratedGame written)
      throws InvalidReplayException {
    RecordedGame read = RecordedGame.read(ByteBuffer.wrap(written.bytes()));
    boolean named = written.version().atLeast(Version.WITH_CODES);

    assertThat(read.start().version()).isEqualTo(written.version());
    assertThat(read.start().stage()).isEqualTo(written.stage());
    assertThat(read.start().teams()).isFalse();
    assertThat(read.start().players()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Fighter fighter = written.fighters().get(i);
      GameStart.Player player = read.start().players().get(i);
      assertThat(player.port()).isEqualTo(i + 1);
      assertThat(player.character()).isEqualTo(fighter.character());
      assertThat(player.stocks()).isEqualTo(written.stocks());
      assertThat(player.connectCode()).isEqualTo(named ? fighter.connectCode() : "");
      assertThat(player.displayName()).isEqualTo(named ? fighter.displayName() : "");
      assertThat(read.metadata().of(i).code()).isEqualTo(fighter.connectCode());
      assertThat(read.metadata().of(i).netplay()).isEqualTo(fighter.displayName());
      assertThat(read.standings().get(i).stocks()).isEqualTo(fighter.finalStocks());
      assertThat(read.standings().get(i).percent())
          .isEqualTo(fighter.finalStocks() == 0 ? 0f : fighter.finalPercent());
    }
    assertThat(read.metadata().startedAt()).contains(written.startedAt());
    assertThat(read.frameCount()).isEqualTo(written.frames());
    assertThat(read.end().isPresent()).isEqualTo(written.ending() != GeneratedGame.Ending.NONE);
    assertThat(read.frames()).containsExactlyElementsOf(written.fight());
  }

  @Property(tries = 100)
  void fightersStayOnTheStageAndOnlyLoseStocks(@ForAll("games") GeneratedGame game) {
    int[] stocks = {game.stocks(), game.stocks()};
    float[] percent = {0, 0};
    for (Frame frame : game.fight()) {
      for (int i = 0; i < 2; i++) {
        PlayerFrame player = frame.players().get(i);
        assertThat(player.x()).isBetween(-FighterPath.FARTHEST, FighterPath.FARTHEST);
        assertThat(player.y()).isBetween(0f, FighterPath.HIGHEST);
        assertThat(player.stocks()).isBetween(stocks[i] - 1, stocks[i]);
        if (player.stocks() == stocks[i]) {
          assertThat(player.percent()).isGreaterThanOrEqualTo(percent[i]);
        }
        stocks[i] = player.stocks();
        percent[i] = player.percent();
      }
    }
  }

  @Test
  void sameOptionsGiveTheSameBytesAndAnotherSeedGivesOthers() {
    assertThat(GeneratedGame.ofSeed(5).bytes()).isEqualTo(GeneratedGame.ofSeed(5).bytes());
    assertThat(GeneratedGame.ofSeed(5).bytes()).isNotEqualTo(GeneratedGame.ofSeed(6).bytes());
  }

  @Test
  void gameHoldsRollbacksThatTheFramesDoNotShow() throws InvalidReplayException {
    GeneratedGame game = GeneratedGame.ofSeed(3);
    EventCursor event = new EventCursor(ByteBuffer.wrap(game.bytes()));
    int bookends = 0;
    while (event.next()) {
      bookends += event.command() == Commands.BOOKEND ? 1 : 0;
    }

    assertThat(bookends).isGreaterThan(game.frames());
  }

  @Test
  void splitMessagesAndUnknownEventsAreSteppedOver() throws InvalidReplayException {
    GeneratedGame game = GeneratedGame.ofSeed(3).withFrames(150);
    Slp slp = Slp.of(game).announce(0x10, 516).announce(0xAB, 3).announce(0x77, 0);
    byte[] split = new byte[517];
    split[0] = 0x10;
    slp.insertAfterStart(split).insertAfterStart(new byte[] {(byte) 0xAB, 1, 2, 3, 0x77});

    RecordedGame read = RecordedGame.read(ByteBuffer.wrap(slp.bytes()));

    assertThat(read.frames()).containsExactlyElementsOf(game.fight());
  }

  @Test
  void followersAreNotPlayers() throws InvalidReplayException {
    GeneratedGame game = GeneratedGame.ofSeed(4).withFrames(150);
    byte[] nana = new byte[0x55];
    nana[0] = Commands.POST_FRAME;
    ByteBuffer.wrap(nana).putInt(PlayerFrame.FRAME, 9000).put(PlayerFrame.FOLLOWER, (byte) 1);

    RecordedGame read =
        RecordedGame.read(ByteBuffer.wrap(Slp.of(game).insertAfterStart(nana).bytes()));

    assertThat(read.frameCount()).isEqualTo(150);
    assertThat(read.frames()).containsExactlyElementsOf(game.fight());
  }

  @Test
  void severedRecordingIsReadToTheEndOfItsEvents() throws InvalidReplayException {
    GeneratedGame game = GeneratedGame.ofSeed(4).withFrames(150);
    byte[] severed = Slp.of(game).rawLength(0).bytes();

    RecordedGame whole = RecordedGame.read(ByteBuffer.wrap(severed));
    assertThat(whole.frameCount()).isEqualTo(150);
    assertThat(whole.metadata().startedAt()).contains(game.startedAt());

    RecordedGame cut = RecordedGame.read(ByteBuffer.wrap(severed, 0, severed.length / 2).slice());
    assertThat(cut.end()).isEmpty();
    assertThat(cut.metadata().startedAt()).isEmpty();
    assertThat(cut.frameCount()).isBetween(50, 100);
    assertThat(cut.frames()).hasSize(cut.frameCount());
  }

  @Test
  void recordingWithoutMetadataHasNoStartTime() throws InvalidReplayException {
    Slp slp = Slp.of(GeneratedGame.ofSeed(4).withFrames(150));

    assertThat(read(slp.tail("")).metadata().startedAt()).isEmpty();
    assertThat(read(slp.tail("}")).metadata().startedAt()).isEmpty();
  }

  @Test
  void metadataOfOtherFormsIsUnderstood() throws InvalidReplayException {
    Slp slp = Slp.of(GeneratedGame.ofSeed(4).withFrames(150));
    String start = "U\u0007startAtS";

    assertThat(
            read(slp.tail(
                    "U\u0001a[$U#U\u0002xyU\bmetadata{" + start + "U\u00142026-03-01T10:00:00Z}}"))
                .metadata()
                .startedAt())
        .contains(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(
            read(slp.tail("U\bmetadata{" + start + "i\u00192026-03-01T10:00:00+02:00}}"))
                .metadata()
                .startedAt())
        .contains(Instant.parse("2026-03-01T08:00:00Z"));
    assertThat(read(slp.tail("U\bmetadata{" + start + "U\u0004soon}}")).metadata().startedAt())
        .isEmpty();
  }

  @Test
  void damagedMetadataIsRefusedWithoutBelievingIt() {
    Slp slp = Slp.of(GeneratedGame.ofSeed(4).withFrames(150));
    for (String tail :
        List.of(
            "U",
            "U\bmetadata",
            "U\bmetadata{",
            "U\bmetadata{U\u0001aSl\u007f\u007f\u007f\u007f}}",
            "U\bmetadata{U\u0001aSi\u00ff}}",
            "U\bmetadata{U\u0001a[$U#l\u007f\u007f\u007f\u007f}}",
            "U\bmetadata{U\u0001a[$[#l\u007f\u007f\u007f\u007f}}",
            "U\u0001a" + "[".repeat(100_000),
            "U\u0001a" + "{U\u0001a".repeat(100_000),
            "U\u0001a?")) {
      assertThatThrownBy(() -> read(slp.tail(tail)))
          .as(tail.substring(0, Math.min(30, tail.length())))
          .isInstanceOf(InvalidReplayException.class)
          .hasMessageContaining("metadata");
    }
  }

  @Test
  void valuesWithoutBytesAreNotCounted() throws InvalidReplayException {
    Slp slp = Slp.of(GeneratedGame.ofSeed(4).withFrames(150));
    String many = "U\u0001a[$Z#l\u007f\u00ff\u00ff\u00ff";

    assertThat(read(slp.tail(many.repeat(200) + "}")).frameCount()).isEqualTo(150);
  }

  private static RecordedGame read(Slp slp) throws InvalidReplayException {
    return RecordedGame.read(ByteBuffer.wrap(slp.bytes()));
  }

  @Provide
  Arbitrary<GeneratedGame> games() {
    Arbitrary<Fighter> fighters =
        Combinators.combine(
                Arbitraries.of("FOX#1", "ABCD#123", "", "A", "ファル#1".substring(3)),
                Arbitraries.of("", "Vulpes", "アルテア", "a name with gap"),
                Arbitraries.integers().between(0, 25),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 300))
            .as(Fighter::new);
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.integers().between(150, 700),
            Arbitraries.integers().between(2, 6),
            fighters,
            fighters,
            Arbitraries.of(GeneratedGame.Ending.class),
            Arbitraries.of(VERSIONS))
        .as(
            (seed, frames, stocks, first, second, ending, version) ->
                GeneratedGame.ofSeed(seed)
                    .withFrames(frames)
                    .withStart(Instant.ofEpochSecond(Math.floorMod(seed, 4_000_000_000L)))
                    .withVersion(version)
                    .withEnding(ending)
                    .withFighters(stocks, first, second));
  }
}
