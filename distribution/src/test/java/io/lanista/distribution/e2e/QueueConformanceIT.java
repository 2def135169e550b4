package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue on the wire, as clients of the netplay arena know it (spec 1, Queue). */
class QueueConformanceIT {
  private static final String MOST =
      "115792089237316195423570985008687907853269984665640564039457584007913129639935";
  private static final String WALLET = "0x00000000000000000000000000000000000000a1";
  private static final String[] ENTRY = {
    "queue_id",
    "status",
    "position",
    "match_id",
    "opponent_code",
    "opponent_wallet",
    "opponent_agent_id"
  };

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(data, Map.of("queues.netplay.ticket-timeout", "5s"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nobodyIsLeftWaiting() throws Exception {
    assertThat(server.get("/health").body().path("queue_size").asInt()).isZero();
  }

  @Test
  void waitingEntryHasEveryKeyAndNulls() throws Exception {
    Answer joined = server.join(RunningServer.code());
    assertThat(joined.status()).isEqualTo(200);
    assertThat(joined.keys()).containsExactly(ENTRY);
    assertThat(joined.at("/status")).isEqualTo("waiting");
    assertThat(joined.body().at("/position").isInt()).isTrue();
    assertThat(joined.body().at("/position").asInt()).isEqualTo(1);
    for (String absent :
        new String[] {"match_id", "opponent_code", "opponent_wallet", "opponent_agent_id"}) {
      assertThat(joined.body().get(absent).isNull()).as(absent).isTrue();
    }
    UUID.fromString(joined.at("/queue_id"));
    assertThat(server.get("/queue/" + joined.at("/queue_id")).body()).isEqualTo(joined.body());
    leave(joined);
  }

  @Test
  void newcomerIsPairedInsideItsJoinAndTheOldestIsP1() throws Exception {
    String oldest = RunningServer.code();
    String newcomer = RunningServer.code();
    Answer first =
        server.post(
            "/queue/join",
            "{\"connect_code\":\""
                + oldest
                + "\",\"fighter_name\":\"bot\",\"wallet_address\":\""
                + WALLET
                + "\",\"agent_id\":"
                + MOST
                + "}");
    Answer second = server.join(newcomer);
    assertThat(second.keys()).containsExactly(ENTRY);
    assertThat(second.at("/status")).isEqualTo("matched");
    assertThat(second.body().get("position").isNull()).isTrue();
    assertThat(second.at("/opponent_code")).isEqualTo(oldest);
    assertThat(second.at("/opponent_wallet")).isEqualToIgnoringCase(WALLET);
    assertThat(second.text()).contains("\"opponent_agent_id\":" + MOST);
    Answer polled = server.get("/queue/" + first.at("/queue_id"));
    assertThat(polled.keys()).containsExactly(ENTRY);
    assertThat(polled.at("/status")).isEqualTo("matched");
    assertThat(polled.at("/match_id")).isEqualTo(second.at("/match_id"));
    assertThat(polled.at("/opponent_code")).isEqualTo(newcomer);
    assertThat(polled.body().get("opponent_wallet").isNull()).isTrue();
    Answer match = server.get("/matches/" + second.at("/match_id"));
    assertThat(match.at("/p1_connect_code")).isEqualTo(oldest);
    assertThat(match.at("/p2_connect_code")).isEqualTo(newcomer);
  }

  @Test
  void theSecretOfOneSideIsNeverShownToTheOther() throws Exception {
    Paired paired = server.pair();
    assertThat(server.get("/queue/" + paired.queue2()).text()).doesNotContain(paired.queue1());
    for (String path :
        new String[] {paired.path(), "/matches", "/api/v1/matches", "/health", "/metrics"}) {
      assertThat(server.get(path).text())
          .as(path)
          .doesNotContain(paired.queue1())
          .doesNotContain(paired.queue2());
    }
  }

  @Test
  void rejoiningCancelsTheWaitingEntryOfTheSameCode() throws Exception {
    String code = RunningServer.code();
    Answer first = server.join(code);
    Answer again = server.join(code.toLowerCase(java.util.Locale.ROOT));
    assertThat(again.at("/status")).isEqualTo("waiting");
    assertThat(again.at("/queue_id")).isNotEqualTo(first.at("/queue_id"));
    Answer cancelled = server.get("/queue/" + first.at("/queue_id"));
    assertThat(cancelled.at("/status")).isEqualTo("cancelled");
    assertThat(cancelled.body().get("position").isNull()).isTrue();
    leave(again);
  }

  @Test
  void oneWalletOrPlayerNeverMeetsItself() throws Exception {
    Answer first = server.post("/queue/join", RunningServer.joining(RunningServer.code(), WALLET));
    Answer second =
        server.post(
            "/queue/join",
            RunningServer.joining(
                RunningServer.code(), WALLET.toUpperCase(java.util.Locale.ROOT).replace('X', 'x')));
    assertThat(second.at("/status")).isEqualTo("waiting");
    assertThat(second.body().get("position").asInt()).isEqualTo(2);
    leave(first);
    assertThat(server.get("/queue/" + second.at("/queue_id")).body().get("position").asInt())
        .isEqualTo(1);
    leave(second);
    String key = server.post("/api/v1/register", "{\"username\":\"self-player\"}").at("/api_key");
    String[] bearer = {"Authorization", "Bearer " + key};
    Answer mine =
        server.post("/queue/join", RunningServer.joining(RunningServer.code(), null), bearer);
    Answer alsoMine =
        server.post("/queue/join", RunningServer.joining(RunningServer.code(), null), bearer);
    assertThat(alsoMine.at("/status")).isEqualTo("waiting");
    leave(mine);
    leave(alsoMine);
  }

  @Test
  void codeWhoseMatchIsPlayingMayQueueAgain() throws Exception {
    Paired paired = server.pair();
    Answer again = server.join(paired.code1());
    assertThat(again.at("/status")).isEqualTo("waiting");
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("playing");
    leave(again);
  }

  @Test
  void idempotencyKeyMakesARepeatReturnTheSameEntry() throws Exception {
    String key = UUID.randomUUID().toString();
    String body = RunningServer.joining(RunningServer.code(), null);
    Answer first = server.post("/queue/join", body, "Idempotency-Key", key);
    Answer again = server.post("/queue/join", body, "Idempotency-Key", key);
    assertThat(again.body()).isEqualTo(first.body());
    Answer opponent = server.join(RunningServer.code());
    Answer later = server.post("/queue/join", body, "Idempotency-Key", key);
    assertThat(later.at("/queue_id")).isEqualTo(first.at("/queue_id"));
    assertThat(later.at("/match_id")).isEqualTo(opponent.at("/match_id"));
  }

  @Test
  void leavingIsAlways200AndTrueOnlyForWhoWaited() throws Exception {
    Answer joined = server.join(RunningServer.code());
    Answer left = server.delete("/queue/" + joined.at("/queue_id"));
    assertThat(left.text()).isEqualTo("{\"success\":true}");
    assertThat(server.get("/queue/" + joined.at("/queue_id")).at("/status")).isEqualTo("cancelled");
    Paired paired = server.pair();
    for (String id :
        new String[] {
          joined.at("/queue_id"), paired.queue1(), UUID.randomUUID().toString(), "malformed"
        }) {
      Answer refused = server.delete("/queue/" + id);
      assertThat(refused.status()).isEqualTo(200);
      assertThat(refused.text()).isEqualTo("{\"success\":false}");
    }
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("playing");
  }

  @Test
  void unknownAndMalformedEntriesAre404() throws Exception {
    for (String id :
        new String[] {UUID.randomUUID().toString(), "malformed", "1", "%F0%9F%A6%8A"}) {
      Answer answer = server.get("/queue/" + id);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.keys()).containsExactly("detail");
      assertThat(answer.body().get("detail").isTextual()).isTrue();
    }
  }

  @Test
  void longPollAnswersWhenTheMatchIsMade() throws Exception {
    Answer joined = server.join(RunningServer.code());
    CompletableFuture<Answer> waiting =
        server.later("GET", "/queue/" + joined.at("/queue_id") + "?wait=30");
    Answer opponent = server.join(RunningServer.code());
    Answer answered = waiting.get(20, TimeUnit.SECONDS);
    assertThat(answered.keys()).containsExactly(ENTRY);
    assertThat(answered.at("/status")).isEqualTo("matched");
    assertThat(answered.at("/match_id")).isEqualTo(opponent.at("/match_id"));
  }

  @Test
  void longPollAnswersWhenTheEntryIsLeft() throws Exception {
    Answer joined = server.join(RunningServer.code());
    CompletableFuture<Answer> waiting =
        server.later("GET", "/queue/" + joined.at("/queue_id") + "?wait=30");
    leave(joined);
    assertThat(waiting.get(20, TimeUnit.SECONDS).at("/status")).isEqualTo("cancelled");
  }

  @Test
  void longPollAnswersWaitingAfterItsTime() throws Exception {
    Answer joined = server.join(RunningServer.code());
    Answer answered = server.get("/queue/" + joined.at("/queue_id") + "?wait=1");
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.at("/status")).isEqualTo("waiting");
    leave(joined);
  }

  @Test
  void entryNobodyPollsExpires() throws Exception {
    Answer joined = server.join(RunningServer.code());
    // The health page does not count as a poll.
    RunningServer.await(
        "the entry expires", () -> server.get("/health").body().get("queue_size").asInt() == 0);
    Answer expired = server.get("/queue/" + joined.at("/queue_id"));
    assertThat(expired.at("/status")).isEqualTo("expired");
    assertThat(expired.keys()).containsExactly(ENTRY);
  }

  @Test
  void invalidJoinsSayWhichFieldIsWrong() throws Exception {
    Map<String, String> wrong =
        Map.of(
            "{}",
            "connect_code",
            "{\"connect_code\":7}",
            "connect_code",
            "{\"connect_code\":null}",
            "connect_code",
            "{\"connect_code\":\"\\u0000\"}",
            "connect_code",
            "{\"connect_code\":\"A\",\"wallet_address\":\"0xzz\"}",
            "wallet_address",
            "{\"connect_code\":\"A\",\"agent_id\":1.5}",
            "agent_id",
            "{\"connect_code\":\"A\",\"agent_id\":\"7\"}",
            "agent_id",
            "{\"connect_code\":\"A\",\"agent_id\":" + MOST + "0}",
            "agent_id");
    for (Map.Entry<String, String> entry : wrong.entrySet()) {
      Answer answer = server.post("/queue/join", entry.getKey());
      assertThat(answer.status()).as(entry.getKey()).isEqualTo(422);
      assertThat(answer.keys()).containsExactly("detail");
      assertThat(answer.at("/detail/0/loc/0")).isEqualTo("body");
      assertThat(answer.at("/detail/0/loc/1")).isEqualTo(entry.getValue());
      assertThat(answer.body().at("/detail/0/msg").isTextual()).isTrue();
      assertThat(answer.body().at("/detail/0/type").isTextual()).isTrue();
    }
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    Answer joined =
        server.post(
            "/queue/join", "{\"connect_code\":\"" + RunningServer.code() + "\",\"extra\":{}}");
    assertThat(joined.status()).isEqualTo(200);
    leave(joined);
  }

  private static void leave(Answer joined) throws Exception {
    assertThat(server.delete("/queue/" + joined.at("/queue_id")).body().get("success").asBoolean())
        .isTrue();
  }
}
