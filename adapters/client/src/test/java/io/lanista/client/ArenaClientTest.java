package io.lanista.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lanista.client.StandInArena.Answer;
import io.lanista.client.StandInArena.Asked;
import io.lanista.client.StandInArena.Fault;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArenaClientTest {
  private static final String WAITING =
      "{\"queue_id\":\"q1\",\"status\":\"waiting\",\"position\":1,\"match_id\":null,"
          + "\"opponent_code\":null,\"opponent_wallet\":null,\"opponent_agent_id\":null}";
  private static final String MATCHED =
      "{\"queue_id\":\"q1\",\"status\":\"matched\",\"position\":null,\"match_id\":\"m1\","
          + "\"opponent_code\":\"B#2\",\"opponent_wallet\":\"0x02\",\"opponent_agent_id\":7}";
  private static final BigInteger MAX_WEI = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private StandInArena arena;
  private ArenaClient client;

  @BeforeEach
  void start() throws IOException {
    arena = new StandInArena();
    client =
        ArenaClient.connect(
            arena.address(), ClientOptions.defaults().withFirstPause(Duration.ofMillis(1)));
  }

  @AfterEach
  void stop() {
    client.close();
    arena.close();
  }

  @Test
  void joinSendsWhatIsKnownInSnakeCase() throws IOException {
    arena.on("POST /queue/join", WAITING);
    QueueStatus status =
        client.join(JoinRequest.of("A#1").fighter("fox").wallet("0x01").agent(MAX_WEI));
    assertThat(status.isWaiting()).isTrue();
    assertThat(status.position()).hasValue(1);
    assertThat(arena.asked.get(0).body())
        .isEqualTo(
            "{\"connect_code\":\"A#1\",\"fighter_name\":\"fox\",\"wallet_address\":\"0x01\","
                + "\"agent_id\":"
                + MAX_WEI
                + "}");
    client.join(JoinRequest.of("A#1"));
    assertThat(arena.asked.get(1).body()).isEqualTo("{\"connect_code\":\"A#1\"}");
  }

  @Test
  void joinIsRepeatedUnderOneKeyUntilItIsAnswered() {
    arena.on("POST /queue/join", MATCHED);
    arena.faults.addAll(List.of(Fault.BUSY, Fault.LIMITED, Fault.LOST_REQUEST, Fault.LOST_ANSWER));
    QueueStatus status = client.join(JoinRequest.of("A#1"));
    assertThat(status.matchId()).hasValue("m1");
    assertThat(status.opponentAgentId()).hasValue(BigInteger.valueOf(7));
    assertThat(arena.asked).hasSize(5);
    assertThat(arena.asked.stream().map(one -> header(one, "Idempotency-key")).distinct())
        .hasSize(1)
        .doesNotContain("none");
  }

  @Test
  void patienceEnds() {
    ClientOptions brief =
        ClientOptions.defaults()
            .withFirstPause(Duration.ofMillis(1))
            .withPatience(Duration.ofMillis(20));
    for (int i = 0; i < 200; i++) {
      arena.faults.add(Fault.BUSY);
    }
    try (ArenaClient impatient = ArenaClient.connect(arena.address(), brief)) {
      ArenaException refused = refused(() -> impatient.join(JoinRequest.of("A#1")));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused).hasMessage("Could not join the queue (HTTP 503): later");
    }
  }

  @Test
  void answerThatIsNoJsonIsExplained() {
    arena.faults.add(Fault.HTML);
    assertThat(refused(() -> client.match("m1"))).hasMessageContaining("address of an arena");
  }

  @Test
  void answerWithoutAnIdIsExplained() {
    arena.on("GET /matches/m1", "{\"status\":\"playing\"}");
    assertThat(refused(() -> client.match("m1"))).hasMessageContaining("id is missing");
  }

  @Test
  void fieldErrorsAreReadable() {
    arena.on(
        "POST /queue/join",
        any ->
            new Answer(
                422,
                "{\"detail\":[{\"loc\":[\"body\",\"connect_code\"],\"msg\":\"is too long\","
                    + "\"type\":\"value_error\"}]}"));
    ArenaException refused = refused(() -> client.join(JoinRequest.of("x".repeat(99))));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).isEqualTo("connect_code: is too long");
    assertThat(arena.asked).hasSize(1);
  }

  @Test
  void nativeErrorsKeepTheirCode() {
    arena.on(
        "POST /api/v1/register",
        any -> new Answer(409, "{\"code\":\"USERNAME_TAKEN\",\"detail\":\"taken\"}"));
    ArenaException refused = refused(() -> client.register("kay"));
    assertThat(refused.code()).hasValue("USERNAME_TAKEN");
  }

  @Test
  void absentArenaIsNamedAsSuch() throws IOException {
    URI nowhere;
    try (ServerSocket unused = new ServerSocket(0)) {
      nowhere = URI.create("http://127.0.0.1:" + unused.getLocalPort());
    }
    ClientOptions brief = ClientOptions.defaults().withPatience(Duration.ZERO);
    try (ArenaClient lost = ArenaClient.connect(nowhere, brief)) {
      ArenaException refused = refused(() -> lost.match("m1"));
      assertThat(refused.status()).isEqualTo(ArenaException.NO_ANSWER);
      assertThat(refused).hasMessageContaining("nothing answers");
    }
  }

  @Test
  void silentArenaIsGivenUp() {
    arena.on(
        "GET /matches/m1",
        any -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return Answer.ok("{}");
        });
    ClientOptions brief =
        ClientOptions.defaults()
            .withPatience(Duration.ZERO)
            .withRequestTimeout(Duration.ofMillis(100));
    try (ArenaClient hurried = ArenaClient.connect(arena.address(), brief)) {
      assertThat(refused(() -> hurried.match("m1")).status()).isEqualTo(ArenaException.NO_ANSWER);
    }
  }

  @Test
  void messagesHoldNoQueueId() {
    assertThat(refused(() -> client.status("secret-q")))
        .hasMessageNotContaining("secret-q")
        .hasMessageContaining("404");
    assertThat(new QueueStatus("secret-q", "waiting", none(), none(), none(), none(), none()))
        .asString()
        .doesNotContain("secret-q");
  }

  @Test
  void awaitAsksTheArenaToWait() {
    Deque<String> answers = new ArrayDeque<>(List.of(MATCHED));
    arena.on("GET /queue/q1", any -> Answer.ok(answers.pop()));
    assertThat(client.await("q1", Duration.ofMinutes(10)).isMatched()).isTrue();
    assertThat(arena.asked.get(0).path()).isEqualTo("/queue/q1?wait=30");
  }

  @Test
  void awaitEndsWithTheTimeGiven() {
    arena.on("GET /queue/q1", WAITING);
    assertThat(client.await("q1", Duration.ofMillis(50)).isWaiting()).isTrue();
  }

  @Test
  void leavingTellsWhetherItWaited() {
    arena.on("DELETE /queue/q1", "{\"success\":false}");
    assertThat(client.leave("q1")).isFalse();
  }

  @Test
  void resumedAgentFindsItsMatch() {
    arena.on("GET /queue/q1", MATCHED);
    arena.on("GET /matches/m1", "{\"id\":\"m1\",\"status\":\"playing\"}");
    assertThat(client.resume("q1").match()).map(MatchView::isPlaying).hasValue(true);
  }

  @Test
  void bigNumbersAndInstantsAreExact() {
    arena.on(
        "GET /matches/m1",
        "{\"id\":\"m1\",\"status\":\"completed\",\"p1_connect_code\":\"A#1\",\"winner_score\":3,"
            + "\"result_timestamp\":1707148800,\"created_at\":\"2026-01-02T03:04:05.678+00:00\","
            + "\"wager_amount\":"
            + MAX_WEI
            + ",\"pool_id\":null,\"later_field\":{}}");
    MatchView match = client.match("m1");
    assertThat(match.wagerAmount()).hasValue(MAX_WEI);
    assertThat(match.p1ConnectCode()).hasValue("A#1");
    assertThat(match.resultTimestamp()).hasValue(1_707_148_800L);
    assertThat(match.createdAt()).hasValue(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(match.completedAt()).isEmpty();
  }

  @Test
  void reportIsSentAgainWhenItsAnswerIsLost() throws IOException {
    arena.on("POST /matches/m1/result", "{\"success\":true}");
    arena.faults.add(Fault.LOST_ANSWER);
    client.report("m1", "q1", Report.completed(3, 1).lasting(61.5));
    assertThat(arena.asked).hasSize(2);
    assertThat(arena.asked.get(1).body())
        .isEqualTo(
            "{\"queue_id\":\"q1\",\"outcome\":\"COMPLETED\",\"duration_seconds\":61.5,"
                + "\"stocks_remaining\":3,\"opponent_stocks\":1}");
  }

  @Test
  void proposalIsNotSentAgainWhenItMayHaveArrived() {
    arena.faults.add(Fault.LOST_ANSWER);
    refused(() -> client.wagers().propose("m1", "q1", BigInteger.ONE, BigInteger.ZERO));
    assertThat(arena.asked).hasSize(1);
  }

  @Test
  void amountsGoOutAsExactIntegers() throws IOException {
    arena.on("POST /matches/m1/wager/propose", "{\"success\":true}");
    arena.faults.add(Fault.BUSY);
    client.wagers().propose("m1", "q1", MAX_WEI, BigInteger.ZERO);
    assertThat(arena.asked.get(1).json().get("amount_wei").bigIntegerValue()).isEqualTo(MAX_WEI);
    arena.on(
        "GET /matches/m1/wager",
        "{\"match_id\":\"m1\",\"wager_status\":\"proposed\",\"wager_amount\":" + MAX_WEI + "}");
    assertThat(client.wagers().of("m1").wagerAmount()).hasValue(MAX_WEI);
  }

  @Test
  void replayIsUploadedAsItIs(@TempDir Path folder) throws IOException {
    arena.on("PUT /matches/m1/replay", "{\"success\":true}");
    Path file = Files.writeString(folder.resolve("game.slp"), "recording");
    client.uploadReplay("m1", "q1", file);
    assertThat(arena.asked.get(0).path()).isEqualTo("/matches/m1/replay?queue_id=q1");
    assertThat(arena.asked.get(0).body()).isEqualTo("recording");
    assertThat(refused(() -> client.uploadReplay("m1", "q1", folder.resolve("none.slp"))))
        .hasMessageContaining("none.slp");
  }

  @Test
  void signaturesAreHandedInAndListed() {
    String received =
        "\"match_id\":\"m1\",\"signatures_received\":1,\"ready_for_submission\":false";
    arena.on("POST /matches/m1/signature", "{" + received + "}");
    arena.on(
        "GET /matches/m1/signatures",
        "{"
            + received
            + ",\"signatures\":[{\"address\":\"0x01\",\"signature\":\"ab\",\"created_at\":null}]}");
    assertThat(client.sign("m1", "0x01", "ab").signaturesReceived()).isEqualTo(1);
    assertThat(client.signatures("m1").signatures().orElseThrow())
        .containsExactly(new Signatures.Entry("0x01", "ab", Optional.empty()));
  }

  @Test
  void typedDataKeepsItsKeys() {
    arena.on("GET /matches/m1/typed-data", "{\"primaryType\":\"MatchResult\",\"domain\":{}}");
    assertThat(client.typedData("m1"))
        .isEqualTo(Map.of("primaryType", "MatchResult", "domain", Map.of()));
  }

  @Test
  void streamUploadsInSnakeCase() {
    for (String action : List.of("start", "frames", "game_end", "end")) {
      arena.on("POST /matches/m1/stream/" + action, "{\"success\":true}");
    }
    try (LiveStream stream = client.stream("m1", "q1")) {
      stream.start(31, List.of(new StreamPlayer(1, 2, "A#1", Optional.empty())));
      stream.frames(List.of(new Frame(-123, List.of(state()))));
      stream.gameEnd(1, 2, "stocks");
      stream.end(2, List.of(0, 3));
    }
    assertThat(arena.asked)
        .extracting(Asked::body)
        .containsExactly(
            "{\"stage_id\":31,\"players\":[{\"port\":1,\"character_id\":2,\"connect_code\":\"A#1\"}]}",
            "{\"frames\":[{\"frame\":-123,\"players\":[{\"port\":1,\"x\":1.5,\"y\":0.0,"
                + "\"action_state_id\":14,\"action_frame\":3.0,\"facing_direction\":-1,"
                + "\"percent\":12.5,\"stocks\":4,\"shield_health\":60.0,\"is_invincible\":true,"
                + "\"is_in_hitstun\":false}]}]}",
            "{\"game_number\":1,\"winner_port\":2,\"end_method\":\"stocks\"}",
            "{\"winner_port\":2,\"final_score\":[0,3]}");
    assertThat(arena.asked.get(0).path()).isEqualTo("/matches/m1/stream/start?queue_id=q1");
  }

  @Test
  void manyFramesGoInSeveralRequests() {
    arena.on("POST /matches/m1/stream/frames", "{\"success\":true}");
    try (LiveStream stream = client.stream("m1", "q1")) {
      stream.frames(List.of());
      stream.frames(Collections.nCopies(61, new Frame(1, List.of())));
    }
    assertThat(arena.asked).hasSize(2);
  }

  @Test
  void lostFramesAreNotSentAgain() {
    arena.faults.add(Fault.LOST_REQUEST);
    try (LiveStream stream = client.stream("m1", "q1")) {
      refused(() -> stream.frames(List.of(new Frame(1, List.of()))));
    }
    assertThat(arena.asked).hasSize(1);
  }

  @Test
  void registrationGivesAKeyThatIsSentAndNotShown() {
    arena.on(
        "POST /api/v1/register",
        any -> new Answer(201, "{\"username\":\"kay\",\"api_key\":\"nj_live_x\"}"));
    arena.on(
        "GET /api/v1/leaderboard",
        "{\"players\":[{\"name\":\"kay\",\"kind\":\"player\",\"elo\":1516,\"peak_elo\":1520,\"wins\":1}],"
            + "\"next_cursor\":\"c2\"}");
    Registration registration = client.register("kay");
    assertThat(registration.toString()).doesNotContain("nj_live_x");
    ClientOptions known = ClientOptions.defaults().withApiKey(registration.apiKey());
    assertThat(known.toString()).doesNotContain("nj_live_x");
    try (ArenaClient player = ArenaClient.connect(arena.address(), known)) {
      Listing<Standing> board = player.leaderboard(Optional.of("c1"));
      assertThat(board.items()).extracting(Standing::elo).containsExactly(1516);
      assertThat(board.nextCursor()).hasValue("c2");
    }
    assertThat(header(arena.asked.get(1), "Authorization")).isEqualTo("Bearer nj_live_x");
    assertThat(arena.asked.get(1).path()).endsWith("?cursor=c1");
  }

  @Test
  void closedClientRefusesCalls() {
    client.close();
    assertThat(refused(() -> client.match("m1")).status()).isEqualTo(ArenaException.NO_ANSWER);
  }

  @Test
  void matchesMayComeAsAPlainList() {
    arena.on("GET /matches", "[{\"id\":\"m1\",\"status\":\"expired\"}]");
    assertThat(client.matches(Optional.empty()).items()).hasSize(1);
  }

  @Test
  void addressMustBeAnArenas() {
    for (String address : List.of("localhost:8080", "ftp://host", "http:///x")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ArenaClient.connect(URI.create(address)))
          .withMessageContaining(address);
    }
  }

  private static Frame.PlayerState state() {
    return new Frame.PlayerState(1, 1.5, 0, 14, 3, -1, 12.5, 4, 60, true, false);
  }

  private static ArenaException refused(ThrowingCallable call) {
    ArenaException thrown = catchThrowableOfType(ArenaException.class, call);
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private static String header(Asked asked, String name) {
    return asked.headers().getOrDefault(name, List.of("none")).get(0);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }
}
