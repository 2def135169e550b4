package io.lanista.plugins.slippi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.plugins.slippi.format.Frame;
import io.lanista.plugins.slippi.format.RecordedGame;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import io.lanista.ports.replay.Recording.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real games, when the folder that holds them lies beside the project. */
class RealRecordingsTest {
  private static final int BEFORE_ZERO = 123;

  @TestFactory
  Stream<DynamicTest> realGamesShowWhatTheyAreKnownToShow() throws IOException {
    Optional<Path> folder = folder();
    assumeTrue(folder.isPresent(), "No shared/data/slp beside the project: nothing to read.");
    JsonNode known =
        new ObjectMapper().readTree(folder.get().resolve("expected.json").toFile()).get("files");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode file : known) {
      String name = file.get("file").asText();
      Path path = folder.get().resolve(name);
      tests.add(DynamicTest.dynamicTest(name, () -> check(path, file)));
    }
    return tests.stream();
  }

  private static void check(Path path, JsonNode known) throws IOException, InvalidReplayException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).asReadOnlyBuffer();
    Recording recording = new SlippiReplayReader().read(bytes);
    RecordedGame game = RecordedGame.read(bytes);

    assertThat(game.start().version()).hasToString(known.get("slpVersion").asText());
    assertThat(game.start().stage()).isEqualTo(known.get("stageId").asInt());
    assertThat(recording.startedAt()).contains(Instant.parse(known.get("startAt").asText()));
    assertThat(recording.frames()).isEqualTo(known.get("frameCountTotal").asInt());
    JsonNode winner = known.get("winner_by_rule");
    assertThat(recording.verdict()).isEqualTo(winner.isNull() ? Verdict.UNRESOLVED : Verdict.WON);
    for (int i = 0; i < 2; i++) {
      JsonNode player = known.get("players").get(i);
      RecordedPlayer recorded = recording.players().get(i);
      assertThat(recorded.port()).isEqualTo(player.get("port").asInt());
      assertThat(recorded.character()).isEqualTo(player.get("characterId").asInt());
      assertThat(recorded.connectCode()).isEqualTo(player.get("connectCode").asText());
      assertThat(recorded.displayName()).isEqualTo(shownName(player));
      assertThat(recorded.score()).isEqualTo(player.get("finalStocks").asInt());
      assertThat(recorded.winner()).isEqualTo(!winner.isNull() && winner.asInt() == i);
      assertThat(game.standings().get(i).percent())
          .isEqualTo((float) player.get("finalPercent").asDouble());
    }
    checkFrames(game, known.get("metadataLastFrame").asInt());
  }

  private static String shownName(JsonNode player) {
    String name = player.get("displayName").asText();
    return name.isEmpty() ? player.get("metadataNames").path("netplay").asText() : name;
  }

  private static void checkFrames(RecordedGame game, int lastFrame) {
    int expected = -BEFORE_ZERO;
    for (Frame frame : game.frames()) {
      assertThat(frame.number()).isEqualTo(expected++);
      assertThat(frame.players()).hasSize(2);
    }
    assertThat(expected - 1).isEqualTo(lastFrame);
  }

  private static Optional<Path> folder() {
    Path from = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (Path at = from; at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/data/slp");
      if (Files.isRegularFile(folder.resolve("expected.json"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
