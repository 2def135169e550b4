package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live games on the wire, uploaded both ways and watched (spec 1, Live streaming). */
class StreamConformanceIT {
  private static final String START =
      "{\"stage_id\":31,\"players\":["
          + "{\"port\":1,\"character_id\":2,\"connect_code\":\"A#1\",\"display_name\":\"Ann\"},"
          + "{\"port\":2,\"character_id\":9,\"connect_code\":\"B#2\"}]}";
  private static final String GAME_END =
      "{\"game_number\":1,\"winner_port\":2,\"end_method\":\"stocks\"}";
  private static final String END = "{\"winner_port\":2,\"final_score\":[1,3]}";

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            folder.resolve("data"),
            Map.of("stream.ping-after", "1s", "server.trusted-proxies", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void viewerGetsExactlyWhatIsSaidOfAGameUploadedOverHttp() throws Exception {
    Paired paired = server.pair();
    try (LiveSocket viewer = watch(paired)) {
      viewers(paired, 1);
      assertThat(stream(paired, "start", START).body().get("success").asBoolean()).isTrue();
      assertThat(viewer.nextOfGame())
          .isEqualTo(
              json(
                  "{'type':'match_start','matchId':'"
                      + paired.match()
                      + "','stageId':31,'players':["
                      + "{'port':1,'characterId':2,'connectCode':'A#1','displayName':'Ann'},"
                      + "{'port':2,'characterId':9,'connectCode':'B#2','displayName':null}]}"));
      Answer frames =
          stream(paired, "frames", "{\"frames\":[" + frame(-123) + "," + frame(-122) + "]}");
      assertThat(frames.keys()).containsExactly("success", "frames");
      assertThat(frames.body().get("frames").asInt()).isEqualTo(2);
      stream(paired, "frame", frame(-121));
      for (int number = -123; number <= -121; number++) {
        assertThat(viewer.nextOfGame())
            .isEqualTo(
                json(
                    "{'type':'frame','frame':"
                        + number
                        + ",'players':[{'port':1,'x':-1.5,'y':0.25,'actionStateId':14,"
                        + "'actionFrame':3.0,'facingDirection':-1,'percent':12.5,'stocks':4,"
                        + "'shieldHealth':60.0,'isInvincible':false,'isInHitstun':true}]}"));
      }
      stream(paired, "game_end", GAME_END);
      assertThat(viewer.nextOfGame())
          .isEqualTo(
              json("{'type':'game_end','gameNumber':1,'winnerPort':2,'endMethod':'stocks'}"));
      stream(paired, "end", END);
      assertThat(viewer.nextOfGame())
          .isEqualTo(json("{'type':'match_end','winnerPort':2,'finalScore':[1,3]}"));
      assertThat(viewer.closeCode()).isEqualTo(1000);
      assertThat(stream(paired, "frame", frame(1)).status()).isEqualTo(409);
    }
  }

  @Test
  void socketUploadTakesTheViewersFormAndEndsWith1000() throws Exception {
    Paired paired = server.pair();
    String frame =
        "{\"type\":\"frame\",\"frame\":5,\"players\":[{\"port\":2,\"x\":1.0,\"y\":2.0,"
            + "\"actionStateId\":20,\"actionFrame\":1.0,\"facingDirection\":1,\"percent\":0.0,"
            + "\"stocks\":3,\"shieldHealth\":55.5,\"isInvincible\":true,\"isInHitstun\":false}]}";
    String start =
        "{\"type\":\"match_start\",\"matchId\":\""
            + paired.match()
            + "\",\"stageId\":8,\"players\":[{\"port\":2,\"characterId\":1,\"connectCode\":\"C#3\","
            + "\"displayName\":\"Cee\"}]}";
    try (LiveSocket viewer = watch(paired);
        LiveSocket uploader =
            server.socket("/ws/stream/" + paired.match() + "?queue_id=" + paired.queue1())) {
      viewers(paired, 1);
      uploader.send(start).send(frame);
      assertThat(viewer.nextOfGame()).isEqualTo(RunningServer.json(start));
      assertThat(viewer.nextOfGame()).isEqualTo(RunningServer.json(frame));
      String gameEnd =
          "{\"type\":\"game_end\",\"gameNumber\":1,\"winnerPort\":2,\"endMethod\":\"timeout\"}";
      String matchEnd = "{\"type\":\"match_end\",\"winnerPort\":2,\"finalScore\":[0,1]}";
      uploader.send(gameEnd).send(matchEnd);
      assertThat(viewer.nextOfGame()).isEqualTo(RunningServer.json(gameEnd));
      assertThat(viewer.nextOfGame()).isEqualTo(RunningServer.json(matchEnd));
      assertThat(viewer.closeCode()).isEqualTo(1000);
      assertThat(uploader.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void lateJoinerGetsTheStartFirstAndThenWhatIsLive() throws Exception {
    Paired paired = server.pair();
    stream(paired, "start", START);
    stream(paired, "frame", frame(1));
    try (LiveSocket late = watch(paired)) {
      assertThat(late.nextOfGame().get("type").asText()).isEqualTo("match_start");
      viewers(paired, 1);
      stream(paired, "frame", frame(2));
      assertThat(late.nextOfGame().get("frame").asInt()).isEqualTo(2);
    }
    viewers(paired, 0);
  }

  @Test
  void silenceIsBrokenByPings() throws Exception {
    Paired paired = server.pair();
    try (LiveSocket viewer = watch(paired)) {
      assertThat(viewer.next()).isEqualTo(json("{'type':'ping'}"));
    }
  }

  @Test
  void unknownMatchIsAcceptedAndClosedWith4004() throws Exception {
    for (String id : new String[] {UUID.randomUUID().toString(), "malformed"}) {
      try (LiveSocket viewer = server.socket("/ws/match/" + id)) {
        assertThat(viewer.closeCode()).isEqualTo(4004);
      }
    }
  }

  @Test
  void unknownMatchesAndFinishedOnesAreNotShown() throws Exception {
    String unknown = "/matches/" + UUID.randomUUID() + "/stream/";
    assertThat(server.post(unknown + "start", START).status()).isEqualTo(404);
    assertThat(server.post(unknown + "frame", frame(1)).status()).isEqualTo(404);
    Paired paired = server.pair();
    server.complete(paired);
    for (String[] upload :
        new String[][] {{"start", START}, {"frame", frame(1)}, {"game_end", GAME_END}}) {
      assertThat(stream(paired, upload[0], upload[1]).status()).as(upload[0]).isEqualTo(409);
    }
    assertThat(server.get("/health").body().get("live_match_ids").toString())
        .doesNotContain(paired.match());
    try (LiveSocket viewer = watch(paired)) {
      assertThat(viewer.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void onlyShownMatchesAreLive() throws Exception {
    Paired paired = server.pair();
    assertThat(live(paired)).isFalse();
    stream(paired, "start", START);
    assertThat(live(paired)).isTrue();
    stream(paired, "end", END);
    assertThat(live(paired)).isFalse();
  }

  @Test
  void repeatedFramesOfARollbackPassAndOldOnesDoNot() throws Exception {
    Paired paired = server.pair();
    String frames = "{\"frames\":[" + frame(200) + "," + frame(199) + "," + frame(20) + "]}";
    assertThat(stream(paired, "frames", frames).body().get("frames").asInt()).isEqualTo(2);
  }

  @Test
  void uploadsComeOnlyFromAnAddressThatPolled() throws Exception {
    String[] agent = {"X-Forwarded-For", "10.1.1.1"};
    String[] second = {"X-Forwarded-For", "10.1.1.2"};
    String[] stranger = {"X-Forwarded-For", "10.9.9.9"};
    Answer first =
        server.post("/queue/join", RunningServer.joining(RunningServer.code(), null), agent);
    Answer matched =
        server.post("/queue/join", RunningServer.joining(RunningServer.code(), null), second);
    String path = "/matches/" + matched.at("/match_id") + "/stream/";
    Answer refused = server.post(path + "start", START, stranger);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.keys()).containsExactly("detail");
    server.get("/queue/" + first.at("/queue_id"), agent);
    assertThat(server.post(path + "start", START, agent).status()).isEqualTo(200);
    server.get("/queue/" + matched.at("/queue_id"), second);
    // One at a time: the other agent may, but the slot is taken.
    assertThat(server.post(path + "start", START, second).status()).isEqualTo(409);
    // An upload that carries the queue_id wins it.
    String proven = "?queue_id=" + matched.at("/queue_id");
    assertThat(server.post(path + "frame" + proven, frame(1), stranger).status()).isEqualTo(200);
    assertThat(server.post(path + "frame", frame(2), agent).status()).isEqualTo(409);
    String other = "?queue_id=" + first.at("/queue_id");
    assertThat(server.post(path + "frame" + other, frame(2), agent).status()).isEqualTo(409);
    assertThat(server.post(path + "frame?queue_id=" + UUID.randomUUID(), frame(2), agent).status())
        .isEqualTo(403);
  }

  @Test
  void socketUploadsFollowTheSameRule() throws Exception {
    Paired paired = server.pair();
    String start =
        "{\"type\":\"match_start\",\"stageId\":8,\"players\":[{\"port\":2,\"characterId\":1,"
            + "\"connectCode\":\"C#3\",\"displayName\":null}]}";
    try (LiveSocket viewer = watch(paired);
        LiveSocket stranger =
            server.socket("/ws/stream/" + paired.match(), "X-Forwarded-For", "10.9.9.9")) {
      viewers(paired, 1);
      stranger.send(start);
      assertThat(stranger.closeCode()).isEqualTo(4003);
      try (LiveSocket agent = server.socket("/ws/stream/" + paired.match())) {
        agent.send(start);
        assertThat(viewer.nextOfGame().get("matchId").asText()).isEqualTo(paired.match());
      }
    }
    try (LiveSocket unknown = server.socket("/ws/stream/" + UUID.randomUUID())) {
      unknown.send(start);
      assertThat(unknown.closeCode()).isEqualTo(4004);
    }
  }

  @Test
  void forwardedAddressesAreNotBelievedFromStrangers() throws Exception {
    try (RunningServer direct = RunningServer.start(folder.resolve("direct"))) {
      Paired paired = direct.pair();
      direct.get("/queue/" + paired.queue1());
      String[] claimed = {"X-Forwarded-For", "10.9.9.9", "Forwarded", "for=10.9.9.9"};
      assertThat(direct.post(paired.path() + "/stream/start", START, claimed).status())
          .isEqualTo(200);
    }
  }

  @Test
  void ticketRuleWantsTheQueueId() throws Exception {
    try (RunningServer strict =
        RunningServer.start(folder.resolve("ticket"), Map.of("stream.upload", "ticket"))) {
      Paired paired = strict.pair();
      strict.get("/queue/" + paired.queue1());
      String path = paired.path() + "/stream/start";
      assertThat(strict.post(path, START).status()).isEqualTo(403);
      assertThat(strict.post(path + "?queue_id=" + paired.queue1(), START).status()).isEqualTo(200);
    }
  }

  @Test
  void openRuleTakesAnybody() throws Exception {
    try (RunningServer open =
        RunningServer.start(
            folder.resolve("open"),
            Map.of("stream.upload", "open", "server.trusted-proxies", "127.0.0.0/8"))) {
      Paired paired = open.pair();
      Answer answer =
          open.post(paired.path() + "/stream/start", START, "X-Forwarded-For", "10.9.9.9");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().get("success").asBoolean()).isTrue();
    }
  }

  private static LiveSocket watch(Paired paired) {
    return server.socket("/ws/match/" + paired.match());
  }

  private static void viewers(Paired paired, int count) throws Exception {
    RunningServer.await(
        count + " viewers",
        () -> {
          Answer answer = server.get(paired.path() + "/viewers");
          assertThat(answer.keys()).containsExactly("match_id", "viewers");
          return answer.body().get("viewers").asInt() == count;
        });
  }

  private static boolean live(Paired paired) throws Exception {
    for (JsonNode id : server.get("/health").body().get("live_match_ids")) {
      if (id.asText().equals(paired.match())) {
        return true;
      }
    }
    return false;
  }

  private static Answer stream(Paired paired, String what, String body) throws Exception {
    return server.post(paired.path() + "/stream/" + what, body);
  }

  private static String frame(int number) {
    return "{\"frame\":"
        + number
        + ",\"players\":[{\"port\":1,\"x\":-1.5,\"y\":0.25,\"action_state_id\":14,"
        + "\"action_frame\":3.0,\"facing_direction\":-1,\"percent\":12.5,\"stocks\":4,"
        + "\"shield_health\":60.0,\"is_invincible\":false,\"is_in_hitstun\":true}]}";
  }

  private static JsonNode json(String text) {
    return RunningServer.json(text.replace('\'', '"'));
  }
}
