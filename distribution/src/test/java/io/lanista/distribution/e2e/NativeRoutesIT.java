package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native routes: players and their keys, the leaderboard, records of matches. */
class NativeRoutesIT {
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
  void registeringGivesAKeyThatIsKnown() throws Exception {
    Answer registered = register("Ada_Lovelace");
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.keys()).containsExactly("username", "api_key", "key_id");
    assertThat(registered.at("/username")).isEqualTo("Ada_Lovelace");
    assertThat(server.post("/api/v1/keys", "", bearer(registered)).status()).isEqualTo(201);
  }

  @Test
  void namesAreUniqueInAnyCase() throws Exception {
    register("Grace-Hopper");
    Answer taken = register("grace-hopper");
    problem(taken, 409, "username_taken");
    for (String name : new String[] {"ab", "a b c", "", "x".repeat(33), "naïve"}) {
      problem(register(name), 422, "invalid_username");
    }
  }

  @Test
  void keysRotateAndARevokedOneIsRefused() throws Exception {
    Answer old = register("rotating");
    Answer fresh = server.post("/api/v1/keys", "", bearer(old));
    assertThat(fresh.keys()).containsExactly("api_key", "key_id");
    Answer revoked = server.delete("/api/v1/keys/" + old.at("/key_id"), bearer(fresh));
    assertThat(revoked.text()).isEqualTo("{\"revoked\":true}");
    problem(server.post("/api/v1/keys", "", bearer(old)), 401, "unauthenticated");
    Answer join =
        server.post("/queue/join", RunningServer.joining(RunningServer.code(), null), bearer(old));
    assertThat(join.status()).isEqualTo(401);
    assertThat(join.keys()).containsExactly("detail");
    problem(
        server.delete("/api/v1/keys/" + old.at("/key_id"), bearer(fresh)), 404, "key_not_found");
    Answer other = register("other-player");
    problem(
        server.delete("/api/v1/keys/" + fresh.at("/key_id"), bearer(other)), 404, "key_not_found");
    problem(
        server.delete("/api/v1/keys/" + UUID.randomUUID(), bearer(fresh)), 404, "key_not_found");
    assertThat(server.post("/api/v1/keys", "", bearer(fresh)).status()).isEqualTo(201);
  }

  @Test
  void keysAreNeverShownAgain() throws Exception {
    Answer registered = register("secretive");
    for (String path : new String[] {"/api/v1/leaderboard", "/metrics", "/health"}) {
      assertThat(server.get(path).text()).doesNotContain(registered.at("/api_key"));
    }
  }

  @Test
  void registeredPlayersAreRatedUnderTheirName() throws Exception {
    String[] winner = bearer(register("the-winner"));
    String first =
        server
            .post("/queue/join", RunningServer.joining(RunningServer.code(), null), winner)
            .at("/queue_id");
    Answer second = server.join(RunningServer.code());
    Paired paired =
        new Paired(
            second.at("/match_id"),
            first,
            second.at("/queue_id"),
            "",
            "",
            "/matches/" + second.at("/match_id"));
    server.complete(paired);
    Answer board = server.get("/api/v1/leaderboard?limit=100");
    assertThat(board.keys()).containsExactly("game", "players", "next_cursor");
    assertThat(board.at("/game")).isEqualTo("melee");
    List<String> names = new ArrayList<>();
    for (JsonNode line : board.body().get("players")) {
      names.add(line.get("name").asText());
      if (line.get("name").asText().equals("the-winner")) {
        assertThat(line.get("kind").asText()).isEqualTo("player");
        assertThat(line.get("elo").asInt()).isEqualTo(1516);
        assertThat(line.get("peak_elo").asInt()).isEqualTo(1516);
        assertThat(line.get("wins").asInt()).isEqualTo(1);
        assertThat(line.get("losses").asInt()).isZero();
      }
    }
    assertThat(names).contains("the-winner");
  }

  @Test
  void leaderboardPagesByCursorBestFirst() throws Exception {
    for (int i = 0; i < 4; i++) {
      server.complete(server.pair());
    }
    List<Integer> ratings = new ArrayList<>();
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = server.get("/api/v1/leaderboard?limit=3" + cursor);
      for (JsonNode line : page.body().get("players")) {
        ratings.add(line.get("elo").asInt());
        names.add(line.get("name").asText());
      }
      cursor = page.body().get("next_cursor").isNull() ? "" : "&cursor=" + page.at("/next_cursor");
    } while (!cursor.isEmpty());
    assertThat(ratings).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(8);
    assertThat(server.get("/api/v1/leaderboard?game=chess").body().get("players")).isEmpty();
  }

  @Test
  void matchRecordsPageByCursorNewestFirst() throws Exception {
    Paired older = server.pair();
    Paired newer = server.pair();
    server.complete(newer);
    Answer page = server.get("/api/v1/matches?limit=1");
    assertThat(page.keys()).containsExactly("matches", "next_cursor");
    assertThat(page.at("/matches/0/id")).isEqualTo(newer.match());
    Answer next = server.get("/api/v1/matches?limit=1&cursor=" + page.at("/next_cursor"));
    assertThat(next.at("/matches/0/id")).isEqualTo(older.match());
    JsonNode record = server.get("/api/v1" + newer.path()).body();
    assertThat(record).isEqualTo(page.body().at("/matches/0"));
    assertThat(record.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "kind",
            "game",
            "queue",
            "status",
            "format",
            "training",
            "p1",
            "p2",
            "winner",
            "score",
            "forfeit",
            "replay_sha256",
            "reason",
            "games",
            "accept_deadline",
            "created_at",
            "ended_at");
    assertThat(record.get("kind").asText()).isEqualTo("netplay");
    assertThat(record.get("winner").asText()).isEqualTo("p1");
    assertThat(record.get("score").asText()).isEqualTo("3-1");
    Instant.parse(record.get("created_at").asText());
  }

  @Test
  void errorsAreProblemDetails() throws Exception {
    problem(server.get("/api/v1/matches/" + UUID.randomUUID()), 404, "match_not_found");
    problem(server.get("/api/v1/matches/malformed"), 404, "match_not_found");
    problem(server.get("/api/v1/nothing"), 404, "route_not_found");
    problem(server.get("/api/v1/leaderboard?cursor=nonsense"), 422, "invalid_cursor");
    problem(server.post("/api/v1/keys", ""), 401, "unauthenticated");
    problem(server.delete("/api/v1/matches"), 405, "method_not_allowed");
    problem(server.post("/api/v1/register", "{"), 422, "invalid_request");
  }

  @Test
  void oneAddressRegistersSoManyAnHour() throws Exception {
    try (RunningServer strict =
        RunningServer.start(
            folder.resolve("strict"),
            Map.of(
                "registration.per-address-per-hour", "2",
                "server.trusted-proxies", "127.0.0.1"))) {
      String[] from = {"X-Forwarded-For", "10.0.0.1"};
      for (String name : new String[] {"one", "two"}) {
        assertThat(strict.post("/api/v1/register", username(name), from).status()).isEqualTo(201);
      }
      problem(strict.post("/api/v1/register", username("three"), from), 429, "rate_limited");
      assertThat(
              strict
                  .post("/api/v1/register", username("four"), "X-Forwarded-For", "10.0.0.2")
                  .status())
          .isEqualTo(201);
    }
  }

  private static Answer register(String name) throws Exception {
    return server.post("/api/v1/register", username(name));
  }

  private static String username(String name) {
    return "{\"username\":\"" + name + "\"}";
  }

  private static String[] bearer(Answer withKey) {
    return new String[] {"Authorization", "Bearer " + withKey.at("/api_key")};
  }

  private static void problem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.keys()).contains("type", "title", "status", "detail", "code");
    assertThat(answer.body().get("status").asInt()).isEqualTo(status);
    assertThat(answer.at("/code")).isEqualTo(code);
  }
}
