package io.lanista.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.client.StandInArena.Answer;
import io.lanista.client.StandInArena.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentTest {
  private static final Signer WALLET =
      new Signer() {
        @Override
        public String address() {
          return "0xAA";
        }

        @Override
        public String sign(Map<String, Object> typedData) {
          return "signed " + typedData.get("primaryType");
        }
      };

  @TempDir private Path folder;

  private final AtomicBoolean reported = new AtomicBoolean();
  private final List<Assignment> played = new ArrayList<>();
  private StandInArena arena;
  private ArenaClient client;
  private AgentConfig config;

  @BeforeEach
  void start() throws IOException {
    arena = new StandInArena();
    client =
        ArenaClient.connect(
            arena.address(),
            ClientOptions.defaults()
                .withFirstPause(Duration.ofMillis(1))
                .withPatience(Duration.ofSeconds(5)));
    config =
        AgentConfig.of(JoinRequest.of("a#1"), folder.resolve("state/agent.json"))
            .signing(WALLET)
            .waiting(Duration.ofSeconds(30), Duration.ofSeconds(30));
    arena.on("POST /queue/join", place("waiting", "null"));
    arena.on("GET /queue/q1", place("matched", "\"m1\""));
    arena.on("GET /matches/m1", any -> Answer.ok(match(reported.get() ? "completed" : "playing")));
    arena.on(
        "POST /matches/m1/result",
        any -> {
          reported.set(true);
          return Answer.ok("{\"success\":true}");
        });
    arena.on("GET /matches/m1/typed-data", document(3));
    arena.on(
        "POST /matches/m1/signature",
        "{\"match_id\":\"m1\",\"signatures_received\":1,\"ready_for_submission\":false}");
  }

  @AfterEach
  void stop() {
    client.close();
    arena.close();
  }

  @Test
  void matchIsPlayedFromTheQueueToTheSignature() throws IOException {
    Agent.Played outcome = Agent.play(client, config, this::win);
    assertThat(outcome.match()).map(MatchView::isCompleted).hasValue(true);
    assertThat(outcome.signatures()).map(Signatures::signaturesReceived).hasValue(1);
    assertThat(played).hasSize(1);
    assertThat(played.get(0).side()).isEqualTo("p1");
    assertThat(played.get(0).opponentCode()).isEqualTo("B#2");
    assertThat(played.get(0).resumed()).isFalse();
    assertThat(arena.asked("POST /matches/m1/signature").get(0).json())
        .isEqualTo(
            Wire.tree(
                "{\"address\":\"0xAA\",\"signature\":\"signed MatchResult\"}"
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(config.memory()).doesNotExist();
  }

  @Test
  void restartedAgentGoesOnWithItsMatch() {
    assertThatThrownBy(
            () ->
                Agent.play(
                    client,
                    config,
                    assignment -> {
                      throw new OutOfMemoryError("the process dies");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(config.memory()).exists();
    Agent.play(client, config, this::win);
    assertThat(arena.asked("POST /queue/join")).hasSize(1);
    assertThat(played.get(0).resumed()).isTrue();
    assertThat(config.memory()).doesNotExist();
  }

  @Test
  void restartedAgentReportsWhatItReported() throws IOException {
    arena.on("POST /matches/m1/result", any -> new Answer(500, "{\"detail\":\"broken\"}"));
    assertThatThrownBy(() -> Agent.play(client, config, this::win))
        .isInstanceOf(ArenaException.class);
    arena.on(
        "POST /matches/m1/result",
        any -> {
          reported.set(true);
          return Answer.ok("{\"success\":true}");
        });
    Agent.play(client, config, assignment -> Report.lost());
    assertThat(played).hasSize(1);
    assertThat(arena.asked("POST /matches/m1/result"))
        .hasSize(2)
        .allSatisfy(asked -> assertThat(asked.body()).contains("\"stocks_remaining\":3"));
  }

  @Test
  void agentThatDiedBeforeItsAnswerJoinsUnderTheSameKey() {
    arena.on("POST /queue/join", any -> new Answer(500, "{\"detail\":\"broken\"}"));
    assertThatThrownBy(() -> Agent.play(client, config, this::win))
        .isInstanceOf(ArenaException.class);
    arena.on("POST /queue/join", place("waiting", "null"));
    Agent.play(client, config, this::win);
    assertThat(
            arena.asked("POST /queue/join").stream()
                .map(asked -> asked.headers().get("Idempotency-key"))
                .distinct())
        .hasSize(1);
  }

  @Test
  void forgottenEntryIsANewBeginning() throws IOException {
    Files.createDirectories(config.memory().getParent());
    Files.writeString(
        config.memory(),
        "{\"join_key\":\"old\",\"queue_id\":\"gone\",\"match_id\":\"m0\","
            + "\"report\":{\"outcome\":\"lost\"}}");
    Agent.play(client, config, this::win);
    assertThat(arena.asked("POST /queue/join").get(0).headers().get("Idempotency-key"))
        .isNotEqualTo(List.of("old"));
    assertThat(played).hasSize(1);
    assertThat(arena.asked("POST /matches/m1/result").get(0).body()).contains("COMPLETED");
  }

  @Test
  void damagedMemoryIsANewBeginning() throws IOException {
    Files.createDirectories(config.memory().getParent());
    Files.writeString(config.memory(), "{\"join_k");
    assertThat(Agent.play(client, config, this::win).signatures()).isPresent();
  }

  @Test
  void faultsOnTheWayAreRiddenOut() {
    arena.faults.addAll(
        List.of(
            Fault.BUSY,
            Fault.LOST_ANSWER,
            Fault.LOST_REQUEST,
            Fault.LIMITED,
            Fault.LOST_ANSWER,
            Fault.BUSY));
    assertThat(Agent.play(client, config, this::win).signatures()).isPresent();
    assertThat(played).hasSize(1);
  }

  @Test
  void gameThatThrowsIsReportedAsAnError() {
    Agent.play(
        client,
        config,
        assignment -> {
          throw new IOException("no emulator");
        });
    assertThat(arena.asked("POST /matches/m1/result").get(0).body())
        .contains("\"outcome\":\"ERROR\"");
  }

  @Test
  void nobodyCameSoItLeaves() {
    arena.on("GET /queue/q1", place("waiting", "null"));
    arena.on("DELETE /queue/q1", "{\"success\":true}");
    AgentConfig hurried = config.waiting(Duration.ofMillis(10), Duration.ofSeconds(1));
    Agent.Played outcome = Agent.play(client, hurried, this::win);
    assertThat(outcome.match()).isEmpty();
    assertThat(arena.asked("DELETE /queue/q1")).hasSize(1);
    assertThat(config.memory()).doesNotExist();
  }

  @Test
  void otherResultThanTheMatchShowsIsNotSigned() {
    arena.on("GET /matches/m1/typed-data", document(4));
    assertThatThrownBy(() -> Agent.play(client, config, this::win))
        .isInstanceOf(ArenaException.class)
        .hasMessageContaining("does not say what the match says");
    assertThat(arena.asked("POST /matches/m1/signature")).isEmpty();
  }

  @Test
  void matchDecidedMeanwhileNeedsNoReport() {
    arena.on(
        "POST /matches/m1/result",
        any -> {
          reported.set(true);
          return new Answer(409, "{\"detail\":\"the match is over\"}");
        });
    assertThat(Agent.play(client, config, this::win).match())
        .map(MatchView::isCompleted)
        .hasValue(true);
  }

  @Test
  void expiredMatchIsNotSigned() {
    arena.on("GET /matches/m1", match("expired"));
    Agent.Played outcome = Agent.play(client, config, this::win);
    assertThat(outcome.signatures()).isEqualTo(Optional.empty());
    assertThat(played).isEmpty();
    assertThat(config.memory()).doesNotExist();
  }

  private Report win(Assignment assignment) {
    played.add(assignment);
    return Report.completed(3, 1);
  }

  private static String place(String status, String match) {
    return "{\"queue_id\":\"q1\",\"status\":\""
        + status
        + "\",\"match_id\":"
        + match
        + ",\"opponent_code\":\"B#2\"}";
  }

  private static String match(String status) {
    return "{\"id\":\"m1\",\"status\":\""
        + status
        + "\",\"p1_connect_code\":\"A#1\",\"p2_connect_code\":\"B#2\",\"winner_wallet\":\"0xaa\","
        + "\"loser_wallet\":\"0xbb\",\"winner_score\":3,\"loser_score\":1,"
        + "\"result_timestamp\":1707148800}";
  }

  private static String document(int winnerScore) {
    return "{\"primaryType\":\"MatchResult\",\"message\":{\"winner\":\"0xaa\",\"loser\":\"0xbb\","
        + "\"winnerScore\":"
        + winnerScore
        + ",\"loserScore\":1,\"timestamp\":1707148800}}";
  }
}
