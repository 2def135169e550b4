package io.lanista.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.http.openapi.DocumentedAnswers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ArenaRoutesTest {
  private static final String JOIN =
      "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"training\":false}";
  private static final String ID = "8d8ac610-566d-4ef0-9c22-186b2a5ed793";

  @TempDir static Path folder;
  private static ArenaServer server;
  private static DocumentedAnswers documented;
  private static int players;

  @BeforeAll
  static void start() throws Exception {
    server = new ArenaServer(folder, 3, 0, 64);
    server.game.release(1000);
    documented = new DocumentedAnswers(ArenaServer.json(server.get("/openapi.json")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A new player of a name of its own. */
  private record Someone(String name, String key) {
    static Someone comes() {
      String name = "player-" + ++players;
      return new Someone(name, server.register(name));
    }
  }

  private static JsonNode ok(String verb, String template, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    JsonNode json = ArenaServer.json(answer);
    assertThat(documented.complaints(verb, template, answer.statusCode(), json)).isEmpty();
    return json;
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(ArenaServer.json(answer).get("code").asText()).isEqualTo(code);
  }

  private static JsonNode join(Someone who) {
    return ok("POST", "/api/v1/queue/join", server.post("/api/v1/queue/join", JOIN, who.key()));
  }

  private static JsonNode status(Someone who) {
    return status(server, who.key());
  }

  /** The id of a match between two who joined; p1 is whoever came first. */
  private static String paired(Someone one, Someone other) {
    assertThat(join(one).get("status").asText()).isEqualTo("waiting");
    JsonNode found = join(other);
    assertThat(found.get("status").asText()).isEqualTo("matched");
    return found.at("/match/id").asText();
  }

  private static JsonNode answer(String match, String verb, Someone who) {
    return ok(
        "POST",
        "/api/v1/matches/{id}/" + verb,
        server.post("/api/v1/matches/" + match + "/" + verb, "", who.key()));
  }

  private static JsonNode match(String id) {
    return ok("GET", "/api/v1/matches/{id}", server.get("/api/v1/matches/" + id));
  }

  /** Plays a match to its end, which the first notices of both tell. */
  private static String played(Someone one, Someone other) {
    try (Agent agent = Agent.connected(server, "?state_hz=0", one.key())) {
      String match = paired(one, other);
      answer(match, "accept", one);
      assertThat(answer(match, "accept", other).get("status").asText())
          .isIn("starting", "playing", "completed");
      assertThat(agent.next("match_end").get("match_id").asText()).isEqualTo(match);
      return match;
    }
  }

  @Test
  void twoPlayersAreMatchedAcceptAndPlayASeries() {
    var ann = Someone.comes();
    var bob = Someone.comes();
    var played = match(played(ann, bob));
    assertThat(played.get("kind").asText()).isEqualTo("hosted");
    assertThat(played.get("status").asText()).isEqualTo("completed");
    assertThat(played.get("winner").asText()).isEqualTo("p1");
    assertThat(played.get("score").asText()).isEqualTo("2-0");
    assertThat(played.at("/p1/username").asText()).isEqualTo(ann.name());
    assertThat(played.at("/p1/elo_before").asInt()).isEqualTo(1500);
    assertThat(played.at("/p1/elo_after").asInt() - 1500)
        .isPositive()
        .isEqualTo(1500 - played.at("/p2/elo_after").asInt());
    assertThat(played.get("games")).hasSize(2);
    assertThat(played.at("/games/0/stage").asText()).isEqualTo("ROOF");
    assertThat(played.at("/games/0/p2/character").asText()).isEqualTo("MARTH");
    assertThat(played.at("/games/0/duration_frames").asInt()).isEqualTo(3);
    var profile =
        ok("GET", "/api/v1/players/{username}", server.get("/api/v1/players/" + ann.name()));
    assertThat(profile.get("wins").asInt()).isEqualTo(1);
    var stats =
        ok(
            "GET",
            "/api/v1/players/{username}/stats",
            server.get("/api/v1/players/" + bob.name() + "/stats"));
    assertThat(stats.at("/by_opponent/0/name").asText()).isEqualTo(ann.name());
    assertThat(stats.at("/by_opponent/0/losses").asInt()).isEqualTo(1);
    var history =
        ok(
            "GET",
            "/api/v1/players/{username}/matches",
            server.get("/api/v1/players/" + bob.name() + "/matches"));
    assertThat(history.at("/matches/0/id").asText()).isEqualTo(played.get("id").asText());
    var active =
        ok("GET", "/api/v1/leaderboard/active", server.get("/api/v1/leaderboard/active?limit=100"));
    assertThat(active.get("players").findValuesAsText("username")).contains(ann.name());
  }

  @Test
  void waitingPlayerIsToldItsPlaceAndWhy() {
    var ann = Someone.comes();
    var place = join(ann);
    assertThat(place.get("queue_position").asInt()).isEqualTo(1);
    assertThat(place.get("queue").asText()).isEqualTo("duel");
    assertThat(status(ann).get("reason").asText()).isEqualTo("Nobody else waits.");
    assertThat(left(ann)).isTrue();
    assertThat(left(ann)).isFalse();
    assertThat(status(ann).get("status").asText()).isEqualTo("idle");
  }

  private static boolean left(Someone who) {
    return ok("DELETE", "/api/v1/queue/leave", server.delete("/api/v1/queue/leave", who.key()))
        .get("left")
        .asBoolean();
  }

  /** Who was left alone waits again, a moment later; the next test wants an empty queue. */
  private static void leavesOnceBack(Someone who) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!status(who).get("status").asText().equals("waiting")) {
      assertThat(System.nanoTime()).as(who.name() + " is back").isLessThan(end);
    }
    assertThat(left(who)).isTrue();
  }

  @Test
  void whoWaitsForAPlaceToPlayInIsToldHowLong(@TempDir Path own) throws Exception {
    try (ArenaServer held = new ArenaServer(own, 3, 0, 64)) {
      List<String> keys =
          Stream.of("ann", "bob", "cid", "dan", "eve", "fay").map(held::register).toList();
      for (int i = 0; i < keys.size(); i += 2) {
        held.post("/api/v1/queue/join", JOIN, keys.get(i));
        String match =
            ArenaServer.json(held.post("/api/v1/queue/join", JOIN, keys.get(i + 1)))
                .at("/match/id")
                .asText();
        for (String key : keys.subList(i, i + 2)) {
          held.post("/api/v1/matches/" + match + "/accept", "", key);
        }
      }
      String last = keys.get(keys.size() - 1);
      assertThat(status(held, last).at("/match/status").asText()).isEqualTo("starting");
      assertThat(status(held, last).get("estimated_wait").isNull()).isTrue();

      held.game.release(2);
      long end = System.nanoTime() + 20_000_000_000L;
      while (status(held, last).get("estimated_wait").isNull()) {
        assertThat(System.nanoTime()).as("a wait is known").isLessThan(end);
      }
      assertThat(status(held, last).get("estimated_wait").asText()).matches("\\d+s");
    }
  }

  private static JsonNode status(ArenaServer server, String key) {
    return ok("GET", "/api/v1/queue/status", server.get("/api/v1/queue/status", key));
  }

  @Test
  void joiningAnotherQueueOfTheGameLeavesTheOneBefore() {
    var ann = Someone.comes();
    join(ann);
    var training = "{\"format\":[\"bo5\"],\"fighter\":\"fox\",\"training\":true}";
    var place =
        ok("POST", "/api/v1/queue/join", server.post("/api/v1/queue/join", training, ann.key()));
    assertThat(place.get("queue").asText()).isEqualTo("practice");
    var bob = Someone.comes();
    assertThat(join(bob).get("status").asText()).isEqualTo("waiting");
    left(ann);
    left(bob);
  }

  @Test
  void unknownQueueIsAnsweredWithThoseThereAre() {
    var ann = Someone.comes();
    var answer =
        server.post(
            "/api/v1/queue/join",
            "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"game\":\"pong\"}",
            ann.key());
    refused(answer, 404, "queue_not_found");
    assertThat(answer.body()).contains("duel").contains("practice").doesNotContain("netplay");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"format\":[],\"fighter\":\"fox\"}",
        "{\"format\":[\"bo7\"],\"fighter\":\"fox\"}",
        "{\"format\":[\"bo3\",\"bo3\"],\"fighter\":\"fox\"}",
        "{\"format\":\"bo3\",\"fighter\":\"fox\"}",
        "{\"format\":[\"bo3\"],\"fighter\":\"../fox\"}",
        "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"elo_range\":-1}",
        "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"elo_range\":1e9}",
        "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"fighter_config\":[1]}",
        "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"fighter_config\":\"{}\"}",
        "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"training\":\"yes\"}",
        "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"format\":[\"bo3\"]}",
      })
  void malformedJoinIsRefused(String body) {
    assertThat(server.post("/api/v1/queue/join", body, Someone.comes().key()).statusCode())
        .isEqualTo(422);
  }

  @Test
  void configThatIsTooLongIsRefused() {
    var config = "{\"a\":\"" + "x".repeat(4096) + "\"}";
    var body = "{\"format\":[\"bo3\"],\"fighter\":\"fox\",\"fighter_config\":" + config + "}";
    var answer = server.post("/api/v1/queue/join", body, Someone.comes().key());
    refused(answer, 422, "invalid_request");
    assertThat(answer.body()).contains("fighter_config");
  }

  @Test
  void onlyItsPlayersAnswerAMatch() {
    var ann = Someone.comes();
    var bob = Someone.comes();
    var match = paired(ann, bob);
    var path = "/api/v1/matches/" + match;
    refused(server.post(path + "/accept", "", Someone.comes().key()), 403, "not_your_match");
    refused(server.post(path + "/accept", "", "nj_live_wrong"), 401, "unauthenticated");
    refused(
        server.post("/api/v1/matches/" + ID + "/accept", "", ann.key()), 404, "match_not_found");
    assertThat(answer(match, "decline", ann).get("status").asText()).isEqualTo("void");
    refused(server.post(path + "/accept", "", bob.key()), 400, "series_refused");
    refused(server.post("/api/v1/queue/join", JOIN, ann.key()), 400, "cooling_down");
    leavesOnceBack(bob);
  }

  @Test
  void configIsShownOnceTheMatchIsOver() {
    var ann = Someone.comes();
    var bob = Someone.comes();
    var match = paired(ann, bob);
    assertThat(match(match).at("/p1/fighter_config").isNull()).isTrue();
    answer(match, "decline", bob);
    assertThat(match(match).at("/p1/fighter_config").asText()).isEqualTo("{}");
    leavesOnceBack(ann);
  }

  @Test
  void logIsForTheFightersOwner() {
    var ann = Someone.comes();
    var bob = Someone.comes();
    var log = "/api/v1/matches/" + played(ann, bob) + "/games/1/log";
    assertThat(server.get(log, ann.key()).statusCode()).isEqualTo(200);
    refused(server.get(log, Someone.comes().key()), 403, "not_your_match");
    refused(server.get(log.replace("/1/", "/9/"), ann.key()), 404, "game_not_found");
    refused(server.get(log.replace("/1/", "/0x1/"), ann.key()), 404, "game_not_found");
    assertThat(server.get(log).statusCode()).isEqualTo(401);
  }

  @Test
  void matchesOfAllPagesAreListedOnce() {
    for (int i = 0; i < 3; i++) {
      var ann = Someone.comes();
      var bob = Someone.comes();
      answer(paired(ann, bob), "decline", ann);
      leavesOnceBack(bob);
    }
    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    var cursor = "";
    do {
      var page = ok("GET", "/api/v1/matches", server.get("/api/v1/matches?limit=2" + cursor));
      page.get("matches")
          .forEach(
              one -> {
                ids.add(one.get("id").asText());
                times.add(one.get("created_at").asText());
              });
      var next = page.get("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
    assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void challengeBecomesAMatch() {
    var ann = Someone.comes();
    var bob = Someone.comes();
    var body =
        "{\"opponent\":\""
            + bob.name()
            + "\",\"format\":\"bo5\",\"fighter\":\"fox\","
            + "\"message\":\"hello\"}";
    var made = ok("POST", "/api/v1/challenges", server.post("/api/v1/challenges", body, ann.key()));
    refused(server.post("/api/v1/challenges", body, ann.key()), 409, "challenge_conflict");
    var incoming =
        ok(
            "GET",
            "/api/v1/challenges/incoming",
            server.get("/api/v1/challenges/incoming", bob.key()));
    assertThat(incoming.at("/challenges/0/challenger").asText()).isEqualTo(ann.name());
    var path = "/api/v1/challenges/" + made.get("id").asText() + "/accept";
    var accept = "{\"fighter\":\"fox\"}";
    refused(server.post(path, accept, ann.key()), 404, "challenge_not_found");
    var match = ok("POST", "/api/v1/challenges/{id}/accept", server.post(path, accept, bob.key()));
    assertThat(match.get("format").asText()).isEqualTo("bo5");
    assertThat(match.at("/p2/username").asText()).isEqualTo(bob.name());
  }

  @Test
  void blockedPlayerCannotChallenge() {
    var ann = Someone.comes();
    var bob = Someone.comes();
    var block = "/api/v1/players/me/blocks/";
    var template = block + "{username}";
    assertThat(
            ok("PUT", template, server.put(block + ann.name(), "", bob.key()))
                .get("blocked")
                .asBoolean())
        .isTrue();
    assertThat(
            ok("GET", template, server.get(block + ann.name(), bob.key()))
                .get("blocked")
                .asBoolean())
        .isTrue();
    var body = "{\"opponent\":\"" + bob.name() + "\",\"format\":\"bo3\",\"fighter\":\"fox\"}";
    refused(server.post("/api/v1/challenges", body, ann.key()), 400, "challenge_refused");
    ok("DELETE", template, server.delete(block + ann.name(), bob.key()));
    var list =
        ok("GET", "/api/v1/players/me/blocks", server.get("/api/v1/players/me/blocks", bob.key()));
    assertThat(list.get("blocked")).isEmpty();
    var made = ok("POST", "/api/v1/challenges", server.post("/api/v1/challenges", body, ann.key()));
    var declined =
        ok(
            "POST",
            "/api/v1/challenges/{id}/decline",
            server.post(
                "/api/v1/challenges/" + made.get("id").asText() + "/decline", "", bob.key()));
    assertThat(declined.get("status").asText()).isEqualTo("declined");
    refused(server.put(block + "no-such-player", "", bob.key()), 404, "player_not_found");
    refused(server.put(block + "a%20b", "", bob.key()), 404, "player_not_found");
  }

  @Test
  void fightersAreUploadedAsVersions() {
    var ann = Someone.comes();
    var path = "/api/v1/fighters/{name}";
    var second = ok("PUT", path, server.put("/api/v1/fighters/fox", "fox 2.0", ann.key()));
    assertThat(second.get("number").asInt()).isEqualTo(2);
    assertThat(
            ok("PUT", path, server.put("/api/v1/fighters/fox", "fox 2.0", ann.key()))
                .get("number")
                .asInt())
        .isEqualTo(2);
    var versions = ok("GET", path, server.get("/api/v1/fighters/fox", ann.key()));
    assertThat(versions.get("versions").findValuesAsText("version")).containsExactly("2.0", "1.0");
    var all = ok("GET", "/api/v1/fighters", server.get("/api/v1/fighters", ann.key()));
    assertThat(all.get("fighters")).hasSize(1);
    refused(server.put("/api/v1/fighters/wolf", "fox 1.0", ann.key()), 422, "invalid_fighter");
    refused(server.put("/api/v1/fighters/fox", "garbage", ann.key()), 422, "invalid_fighter");
    refused(server.put("/api/v1/fighters/a%20b", "fox 1.0", ann.key()), 422, "invalid_fighter");
    refused(server.get("/api/v1/fighters/wolf", ann.key()), 404, "fighter_not_found");
    assertThat(server.put("/api/v1/fighters/fox", "fox 3.0").statusCode()).isEqualTo(401);
    assertThat(folder.resolve("uploads")).isEmptyDirectory();
  }

  @Test
  void recordingIsDownloadedWholeInPartsOrNotAgain() {
    var match = played(Someone.comes(), Someone.comes());
    var list = ok("GET", "/api/v1/replays/{match_id}", server.get("/api/v1/replays/" + match));
    assertThat(list.get("replays")).hasSize(2);
    var about = list.at("/replays/0");
    var size = about.get("bytes").asLong();
    var path = about.get("download_url").asText();
    var whole = server.get(path);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(size);
    var tag = whole.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).isEqualTo('"' + about.get("sha256").asText() + '"');
    var part = server.send(ranged(path, "bytes=2-5"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 2-5/" + size);
    assertThat(part.headers().firstValueAsLong("Content-Length")).hasValue(4);
    var last = server.send(ranged(path, "bytes=-1"));
    assertThat(last.headers().firstValue("Content-Range"))
        .hasValue("bytes " + (size - 1) + "-" + (size - 1) + "/" + size);
    var beyond = server.send(ranged(path, "bytes=" + size + "-"));
    refused(beyond, 416, "invalid_request");
    assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + size);
    var known = server.send(server.request(path).header("If-None-Match", tag).GET());
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    var changed = ranged(path, "bytes=0-0").header("If-Range", "\"other\"");
    assertThat(server.send(changed).statusCode()).isEqualTo(200);
    var head =
        server.send(server.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(size);
    refused(server.get("/api/v1/replays/" + match + "/9"), 404, "replay_not_found");
    refused(server.get("/api/v1/replays/" + match + "/x"), 404, "game_not_found");
    refused(server.get("/api/v1/replays/" + ID), 404, "match_not_found");
  }

  @Test
  void nobodyWaitsForAGameThatCannotBePlayed() {
    var ann = Someone.comes();
    server.game.lacks(Optional.of("Set dolphin to the executable."));
    try {
      var refusal = server.post("/api/v1/queue/join", JOIN, ann.key());
      refused(refusal, 503, "world_unavailable");
      assertThat(refusal.body()).contains("cannot be played now: Set dolphin");
    } finally {
      server.game.lacks(Optional.empty());
    }
    assertThat(server.post("/api/v1/queue/join", JOIN, ann.key()).statusCode()).isEqualTo(200);
    server.delete("/api/v1/queue/leave", ann.key());
  }

  @Test
  void recordingsThatWereRemovedSaySoAndWhen() {
    var match = played(Someone.comes(), Someone.comes());
    var path = "/api/v1/replays/" + match;
    assertThat(ok("GET", "/api/v1/replays/{match_id}", server.get(path)).get("removed_at").isNull())
        .isTrue();
    server.clock.advance(Duration.ofDays(31));
    server.removeRecordings(Duration.ofDays(30));
    var list = ok("GET", "/api/v1/replays/{match_id}", server.get(path));
    assertThat(list.get("replays")).isEmpty();
    var at = OffsetDateTime.parse(list.get("removed_at").asText()).toInstant();
    var refusal = server.get(path + "/1");
    refused(refusal, 404, "replay_not_found");
    assertThat(refusal.body()).contains("were removed at " + at, "limited time");
  }

  private static HttpRequest.Builder ranged(String path, String range) {
    return server.request(path).header("Range", range).GET();
  }

  @Test
  void messagesOfTheSocketsAreDescribed() {
    var document = ArenaServer.json(server.get("/asyncapi.json"));
    assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(document.at("/channels/agentEvents/address").asText()).isEqualTo("/api/v1/ws");
    assertThat(document.at("/channels/agentEvents/messages/match_found").isMissingNode()).isFalse();
    var references = document.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
    assertThat(server.get("/docs").body()).contains("/asyncapi.json");
  }
}
