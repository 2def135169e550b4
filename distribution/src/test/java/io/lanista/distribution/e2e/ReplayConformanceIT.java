package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.plugins.slippi.format.Fighter;
import io.lanista.plugins.slippi.format.GeneratedGame;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as evidence (spec 1, "Replays settle disputes"). */
class ReplayConformanceIT {
  private static final String FIRST = "0x00000000000000000000000000000000000000a1";
  private static final String SECOND = "0x00000000000000000000000000000000000000b2";

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void oneValidRecordingDecidesADisputeAndIsSigned() throws Exception {
    Paired paired = disputed();
    byte[] game = Recordings.gameOfSecond(paired, 1);
    Answer receipt = upload(paired, paired.queue1(), game);
    assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
    assertThat(receipt.at("/match_status")).isEqualTo("completed");
    JsonNode match = server.get(paired.path()).body();
    assertThat(match.get("status").asText()).isEqualTo("completed");
    assertThat(match.get("winner_wallet").asText()).isEqualToIgnoringCase(SECOND);
    assertThat(match.get("winner_score").asInt()).isEqualTo(2);
    assertThat(match.get("loser_score").asInt()).isZero();
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(game));
    assertThat(receipt.at("/sha256")).isEqualTo(hash);
    assertThat(server.get(paired.path() + "/typed-data").at("/message/replayHash"))
        .isEqualTo("0x" + hash);
    JsonNode rated = server.get("/api/v1" + paired.path()).body().get("p2");
    assertThat(rated.get("elo_after").asInt()).isGreaterThan(rated.get("elo_before").asInt());
  }

  @Test
  void recordingSentBeforeTheReportsDecidesTheDisputeTheyMake() throws Exception {
    Paired paired = server.pair(RunningServer.code(), FIRST, RunningServer.code(), SECOND);
    Answer receipt = upload(paired, paired.queue2(), Recordings.game(paired, 2));
    assertThat(receipt.at("/match_status")).isEqualTo("playing");
    server.dispute(paired);
    JsonNode match = server.get(paired.path()).body();
    assertThat(match.get("status").asText()).isEqualTo("completed");
    assertThat(match.get("winner_wallet").asText()).isEqualToIgnoringCase(FIRST);
  }

  @Test
  void recordingOfAnAgreedResultIsSignedToo() throws Exception {
    Paired paired = server.pair(RunningServer.code(), FIRST, RunningServer.code(), SECOND);
    String hash = upload(paired, paired.queue1(), Recordings.game(paired, 12)).at("/sha256");
    server.report(paired, paired.queue1(), "COMPLETED", 2, 0);
    server.report(paired, paired.queue2(), "COMPLETED", 0, 2);
    assertThat(server.get(paired.path() + "/typed-data").at("/message/replayHash"))
        .isEqualTo("0x" + hash);
  }

  @Test
  void sameRecordingAgainChangesNothing() throws Exception {
    Paired paired = server.pair();
    byte[] game = Recordings.game(paired, 3);
    Answer first = upload(paired, paired.queue1(), game);
    Answer again = upload(paired, paired.queue2(), game);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void recordingCountsOnceEver() throws Exception {
    Paired first = server.pair();
    byte[] game = Recordings.game(first, 4);
    upload(first, first.queue1(), game);
    server.complete(first);
    Paired second = server.pair(first.code1(), null, first.code2(), null);
    assertThat(upload(second, second.queue1(), game).status()).isEqualTo(409);
  }

  @Test
  void drawAndDisagreeingRecordingsLeaveItDisputed() throws Exception {
    Paired paired = disputed();
    GeneratedGame draw =
        Recordings.wonByFirst(5, paired.code1(), paired.code2())
            .withFighters(
                4,
                new Fighter(paired.code1(), "One", 2, 2, 40),
                new Fighter(paired.code2(), "Other", 9, 2, 40))
            .withEnding(GeneratedGame.Ending.TIME);
    assertThat(upload(paired, paired.queue1(), draw.bytes()).at("/match_status"))
        .isEqualTo("disputed");
    Paired torn = server.pair();
    upload(torn, torn.queue1(), Recordings.game(torn, 6));
    upload(torn, torn.queue2(), Recordings.gameOfSecond(torn, 7));
    server.dispute(torn);
    assertThat(server.get(torn.path()).at("/status")).isEqualTo("disputed");
  }

  @Test
  void onlyTheseTwoCodesAndThisTimeAreEvidence() throws Exception {
    Paired paired = disputed();
    GeneratedGame game = Recordings.wonByFirst(8, paired.code1(), paired.code2());
    refused(paired, game.withCodes(paired.code1(), "OTHER#1").bytes(), "connect codes");
    refused(paired, game.withStart(Instant.now().minusSeconds(600)).bytes(), "before");
    refused(paired, game.withEnding(GeneratedGame.Ending.NONE).bytes(), "won");
    byte[] whole = game.bytes();
    refused(paired, java.util.Arrays.copyOf(whole, whole.length / 2), "");
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("disputed");
    // Five minutes are allowed for clocks that differ.
    assertThat(
            upload(paired, paired.queue1(), game.withStart(Instant.now().minusSeconds(240)).bytes())
                .status())
        .isEqualTo(200);
  }

  @Test
  void switchLiftsTheCheckOfTheTime() throws Exception {
    RunningServer demo =
        RunningServer.start(folder.resolve("demo"), Map.of("replay.check-start", "false"));
    try (demo) {
      Paired paired = demo.pair();
      byte[] old =
          Recordings.wonByFirst(9, paired.code1(), paired.code2())
              .withStart(Instant.parse("2020-01-01T00:00:00Z"))
              .bytes();
      String path = paired.path() + "/replay?queue_id=" + paired.queue1();
      assertThat(demo.put(path, old).status()).isEqualTo(200);
    }
  }

  @Test
  void completedMatchTakesNoRecording() throws Exception {
    Paired paired = server.pair();
    server.complete(paired);
    assertThat(upload(paired, paired.queue1(), Recordings.game(paired, 10)).status())
        .isEqualTo(409);
    assertThat(server.get(paired.path()).at("/winner_score")).isEqualTo("3");
  }

  @Test
  void strangersRecordingsAreForbidden() throws Exception {
    Paired paired = disputed();
    byte[] game = Recordings.game(paired, 11);
    assertThat(upload(paired, server.pair().queue1(), game).status()).isEqualTo(403);
    assertThat(server.put(paired.path() + "/replay", game).status()).isEqualTo(422);
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("disputed");
  }

  private static void refused(Paired paired, byte[] recording, String why) throws Exception {
    Answer answer = upload(paired, paired.queue1(), recording);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail/0/msg")).contains(why);
  }

  private static Paired disputed() throws Exception {
    Paired paired = server.pair(RunningServer.code(), FIRST, RunningServer.code(), SECOND);
    server.dispute(paired);
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("disputed");
    return paired;
  }

  private static Answer upload(Paired paired, String queue, byte[] recording) throws Exception {
    return server.put(
        paired.path() + "/replay?queue_id=" + queue,
        recording,
        "Content-Type",
        "application/octet-stream");
  }
}
