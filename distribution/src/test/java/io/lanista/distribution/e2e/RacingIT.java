package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.ResultSigner;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many at once: what must happen once happens once, and nobody suffers from another. */
class RacingIT {
  private static final int RACERS = 40;

  @TempDir Path data;
  private RunningServer server;
  private ExecutorService racers;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(data);
    racers = Executors.newFixedThreadPool(RACERS);
  }

  @AfterEach
  void stop() {
    racers.shutdownNow();
    server.close();
  }

  @Test
  void racingJoinsPairEveryoneOnce() throws Exception {
    List<Callable<Answer>> joins = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      String code = RunningServer.code();
      joins.add(() -> server.join(code));
    }
    Map<String, Integer> seats = new HashMap<>();
    for (Answer joined : race(joins)) {
      Answer entry = server.get("/queue/" + joined.at("/queue_id"));
      assertThat(entry.at("/status")).isEqualTo("matched");
      seats.merge(entry.at("/match_id"), 1, Integer::sum);
    }
    assertThat(seats).hasSize(RACERS / 2);
    assertThat(seats.values()).containsOnly(2);
  }

  @Test
  void oneCodeThatJoinsManyTimesAtOnceWaitsOnce() throws Exception {
    String body = RunningServer.joining(RunningServer.code(), null);
    List<Callable<Answer>> joins = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      joins.add(() -> server.post("/queue/join", body));
    }
    int waiting = 0;
    for (Answer joined : race(joins)) {
      String status = server.get("/queue/" + joined.at("/queue_id")).at("/status");
      assertThat(status).isIn("waiting", "cancelled");
      waiting += status.equals("waiting") ? 1 : 0;
    }
    assertThat(waiting).isEqualTo(1);
    assertThat(server.get("/health").at("/queue_size")).isEqualTo("1");
  }

  @Test
  void oneIdempotencyKeyAtOnceIsOneEntry() throws Exception {
    String body = RunningServer.joining(RunningServer.code(), null);
    List<Callable<Answer>> joins = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      joins.add(() -> server.post("/queue/join", body, "Idempotency-Key", "the-same"));
    }
    assertThat(race(joins).stream().map(joined -> joined.at("/queue_id")).distinct()).hasSize(1);
  }

  @Test
  void racingReportsCompleteTheMatchOnce() throws Exception {
    Paired paired = server.pair();
    List<Callable<Answer>> reports = new ArrayList<>();
    for (int i = 0; i < RACERS / 2; i++) {
      reports.add(() -> server.report(paired, paired.queue1(), "COMPLETED", 3, 1));
      reports.add(() -> server.report(paired, paired.queue2(), "COMPLETED", 1, 3));
    }
    for (Answer answer : race(reports)) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    JsonNode record = server.get("/api/v1" + paired.path()).body();
    assertThat(record.at("/p1/elo_after").asInt()).isEqualTo(1516);
    JsonNode board = server.get("/api/v1/leaderboard").body().get("players");
    assertThat(board.at("/0/wins").asInt() + board.at("/1/wins").asInt()).isEqualTo(1);
    assertThat(board.at("/0/elo").asInt()).isEqualTo(1516);
  }

  @Test
  void racingContradictionsNeverFlipAResult() throws Exception {
    Paired paired = server.pair();
    List<Callable<Answer>> reports = new ArrayList<>();
    for (int stocks = 1; stocks <= RACERS / 2; stocks++) {
      int own = stocks;
      reports.add(() -> server.report(paired, paired.queue1(), "COMPLETED", own, 0));
      reports.add(() -> server.report(paired, paired.queue2(), "COMPLETED", 0, own));
    }
    assertThat(race(reports).stream().filter(answer -> answer.status() == 200)).hasSize(2);
    JsonNode match = server.get(paired.path()).body();
    assertThat(match.get("status").asText()).isIn("completed", "disputed");
    assertThat(server.get(paired.path()).body()).isEqualTo(match);
  }

  @Test
  void sameSignatureManyTimesCountsOnce() throws Exception {
    ResultSigner signer = ResultSigner.of(BigInteger.valueOf(301));
    Paired paired =
        server.pair(
            RunningServer.code(),
            signer.address().toString(),
            RunningServer.code(),
            ResultSigner.of(BigInteger.valueOf(302)).address().toString());
    server.complete(paired);
    String body = Signing.of(signer, server.get(paired.path() + "/typed-data").body());
    List<Callable<Answer>> signatures = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      signatures.add(() -> server.post(paired.path() + "/signature", body));
    }
    for (Answer answer : race(signatures)) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.at("/signatures_received")).isEqualTo("1");
    }
  }

  @Test
  void stalledViewerDisturbsNobody() throws Exception {
    Paired paired = server.pair();
    String stage =
        "{\"stage_id\":31,\"players\":[{\"port\":1,\"character_id\":2,\"connect_code\":\"A#1\"}]}";
    server.post(paired.path() + "/stream/start", stage);
    try (Socket stalled = new Socket(server.address().getHost(), server.address().getPort());
        LiveSocket other = server.socket("/ws/match/" + paired.match())) {
      stalled.setReceiveBufferSize(4096);
      stalled
          .getOutputStream()
          .write(
              ("GET /ws/match/"
                      + paired.match()
                      + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                      + "AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream handshake = stalled.getInputStream();
      assertThat(handshake.read()).isEqualTo('H');
      RunningServer.await(
          "both watch", () -> server.get(paired.path() + "/viewers").at("/viewers").equals("2"));
      assertThat(other.nextOfGame().get("type").asText()).isEqualTo("match_start");
      int frame = 0;
      // About six megabytes: far beyond what the kernel takes for somebody who does not read.
      for (int batch = 0; batch < 1_000; batch++) {
        StringBuilder frames = new StringBuilder("{\"frames\":[");
        for (int i = 0; i < 30; i++) {
          frames.append(i == 0 ? "" : ",").append(frame(frame++));
        }
        Answer sent = server.post(paired.path() + "/stream/frames", frames + "]}");
        assertThat(sent.status()).isEqualTo(200);
        // The reading viewer gets every one, the stalled one's buffer notwithstanding.
        for (int i = 30; i > 0; i--) {
          assertThat(other.nextOfGame().get("frame").asInt()).isEqualTo(frame - i);
        }
      }
    }
  }

  private List<Answer> race(List<Callable<Answer>> calls) throws Exception {
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> call : racers.invokeAll(calls)) {
      answers.add(call.get());
    }
    return answers;
  }

  private static String frame(int number) {
    return "{\"frame\":"
        + number
        + ",\"players\":[{\"port\":1,\"x\":-1.5,\"y\":0.25,\"action_state_id\":14,"
        + "\"action_frame\":3.0,\"facing_direction\":-1,\"percent\":12.5,\"stocks\":4,"
        + "\"shield_health\":60.0,\"is_invincible\":false,\"is_in_hitstun\":true}]}";
  }
}
