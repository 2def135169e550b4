package io.lanista.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.http.EventReader;
import io.lanista.http.openapi.DocumentedAnswers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RoomRoutesTest {
  private static final int SEEDS = Integer.getInteger("lanista.rooms.resume.seeds", 3);
  private static final String LIMITS = ",\"limit_seconds\":600,\"grace_seconds\":0";

  private static RoomServer server;
  private static DocumentedAnswers documented;
  private static String ann;
  private static String bob;
  private static String stranger;
  private static int accounts;

  /** A room and the accounts of its two members. */
  private record Played(String id, String annAt, String bobAt) {}

  @BeforeAll
  static void start() {
    server = new RoomServer();
    documented = new DocumentedAnswers(RoomServer.json(server.get("/openapi.json")));
    ann = server.register("ann");
    bob = server.register("bob");
    stranger = server.register("stranger");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String form(String format, String annAt, String bobAt, String rest) {
    return "{\"format\":\""
        + format
        + "\",\"teams\":[{\"id\":\"A|1\",\"name\":\"Team A\",\"members\":[{\"username\":\"ann\","
        + "\"judge_account\":\""
        + annAt
        + "\"}]},{\"id\":\"B: 2\",\"name\":\"Team B\",\"members\":[{\"username\":\"bob\","
        + "\"judge_account\":\""
        + bobAt
        + "\"}]}]"
        + rest
        + "}";
  }

  private static Played create(String format, String problems, String more) {
    var annAt = "ann-" + ++accounts;
    var bobAt = "bob-" + accounts;
    var made =
        server.post(
            "/api/v1/rooms",
            form(format, annAt, bobAt, ",\"problems\":[" + problems + "]" + more),
            ann);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    var id = RoomServer.json(made).get("room_id").asText();
    assertThat(made.headers().firstValue("Location")).hasValue("/api/v1/rooms/" + id);
    return new Played(id, annAt, bobAt);
  }

  private static Played started(String format, String problems, String more) {
    var room = create(format, problems, more);
    act(room, "ready", "{}", ann, 200);
    act(room, "ready", "{}", bob, 200);
    assertThat(state(room).get("status").asText()).isEqualTo("active");
    return room;
  }

  private static String problem(String id) {
    return "{\"problem_id\":\"" + id + "\",\"points\":100}";
  }

  private static JsonNode act(Played room, String verb, String body, String key, int status) {
    var path = "/api/v1/rooms/" + room.id() + "/" + verb;
    var answer = server.post(path, body, key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    var json = RoomServer.json(answer);
    assertThat(documented.complaints("POST", "/api/v1/rooms/{id}/" + verb, status, json)).isEmpty();
    return json;
  }

  private static JsonNode state(Played room) {
    var json = RoomServer.json(server.get("/api/v1/rooms/" + room.id()));
    assertThat(documented.complaints("GET", "/api/v1/rooms/{id}", 200, json)).isEmpty();
    return json;
  }

  private static long startOf(Played room) {
    return Instant.parse(state(room).get("start_time").asText()).toEpochMilli();
  }

  private static String code(HttpResponse<String> answer) {
    return RoomServer.json(answer).get("code").asText();
  }

  @Test
  void arenaIsPlayedFromItsMakingToItsFinalState() throws Exception {
    var room = started("arena", problem("P|1") + "," + problem("P2"), LIMITS);
    var start = startOf(room);
    try (var watch = server.watch(room.id())) {
      var sync = watch.next();
      assertThat(sync.type()).isEqualTo("room.state_sync");
      var first = RoomServer.json(sync.data());
      assertThat(first.at("/state/type").asText()).isEqualTo("arena");
      assertThat(first.at("/state").has("currentProblem")).isFalse();
      assertThat(first.get("problems")).hasSize(2);
      assertThat(first.at("/problems/0/revealedAt").asLong()).isEqualTo(start);
      var taken = server.verdict(5, room.annAt(), "p|1", start + 10, "accepted");
      assertThat(taken.body())
          .isEqualTo("{\"verdicts\":[{\"submission_id\":5,\"rooms\":1,\"changed\":true}]}");
      var locked = watch.next();
      assertThat(locked.id()).isEqualTo(sync.id() + 1);
      assertThat(locked.type()).isEqualTo("room.locked");
      assertThat(locked.data())
          .isEqualTo(
              "{\"problemId\":\"P|1\",\"claimedBy\":\"A|1\",\"timestamp\":" + (start + 10) + "}");
      assertThat(watch.next().data()).isEqualTo("{\"scores\":{\"A|1\":100,\"B: 2\":0}}");
      var shown = state(room);
      assertThat(shown.has("current_problem")).isFalse();
      assertThat(shown.at("/locks/P|1/claimed_by").asText()).isEqualTo("A|1");
      assertThat(shown.at("/locks/P|1/timestamp").asLong()).isEqualTo(start + 10);
      assertThat(shown.at("/locks/P|1/submission_id").asLong()).isEqualTo(5);
      assertThat(shown.at("/teams/0/score").asInt()).isEqualTo(100);
      server.verdict(6, room.annAt(), "P2", start + 20, "accepted");
      var types = new ArrayList<String>();
      for (var event = watch.next(); event != null; event = watch.next()) {
        types.add(event.type());
      }
      assertThat(types).containsExactly("room.locked", "room.score", "room.end", "room.final");
    }
    var last = state(room);
    assertThat(last.get("status").asText()).isEqualTo("ended");
    assertThat(last.get("reason").asText()).isEqualTo("completed");
    assertThat(last.get("winner").asText()).isEqualTo("A|1");
    assertThat(last.get("provisional").asBoolean()).isFalse();
    assertThat(code(server.post("/api/v1/rooms/" + room.id() + "/heartbeat", "{}", ann)))
        .isEqualTo("room_ended");
    var lines = RoomServer.json(server.get("/api/v1/rooms?limit=100"));
    assertThat(documented.complaints("GET", "/api/v1/rooms", 200, lines)).isEmpty();
    assertThat(lines.at("/rooms").findValuesAsText("room_id")).contains(room.id());
  }

  @Test
  void whoComesBackToAnEndedRoomIsToldNotTo() throws Exception {
    var room = create("arena", problem("P1"), LIMITS);
    act(room, "cancel", "{}", ann, 200);
    long last;
    try (var watch = server.watch(room.id())) {
      last = watch.next().id();
      assertThat(watch.next()).isNull();
    }
    try (var again = server.watch(room.id(), "Last-Event-ID: " + last)) {
      assertThat(again.status()).isEqualTo(204);
    }
    try (var missed = server.watch(room.id(), "Last-Event-ID: " + (last - 1))) {
      assertThat(missed.next().type()).isEqualTo("room.final");
      assertThat(missed.next()).isNull();
    }
    act(room, "cancel", "{}", ann, 200);
  }

  @Test
  void noByteTellsOfAProblemBeforeItIsRevealed() throws Exception {
    var hidden = "{\"problem_id\":\"HIDDEN7\",\"name\":\"secretname\",\"rating\":3517}";
    var made = create("blitz", problem("Q1") + "," + hidden, LIMITS);
    var said = new StringBuilder();
    said.append(server.get("/api/v1/rooms/" + made.id()).body());
    try (var watch = server.watch(made.id())) {
      watch.next();
      for (var key : new String[] {ann, bob}) {
        said.append(server.post("/api/v1/rooms/" + made.id() + "/ready", "{}", key).body());
      }
      var start = startOf(made);
      said.append(server.verdict(1, made.annAt(), "HIDDEN7", start + 1, "accepted").body());
      var path = "/api/v1/rooms/" + made.id();
      // What the caller said is not told back either.
      said.append(server.post(path + "/sync", "{\"problem_id\":\"hidden7\"}", bob).body());
      said.append(server.get(path).body()).append(server.get("/api/v1/rooms").body());
      said.append(server.get("/openapi.json").body());
      for (var event = watch.next(); !event.type().equals("room.started"); event = watch.next()) {
        assertThat(event.id()).isPositive();
      }
      try (var other = server.watch(made.id(), "Last-Event-ID: 0")) {
        other.next();
        said.append(other.everything());
      }
      said.append(watch.everything());
      assertThat(said.toString().toLowerCase(java.util.Locale.ROOT))
          .contains("q1")
          .doesNotContain("hidden7", "secretname", "3517");
      assertThat(state(made).get("current_problem").asText()).isEqualTo("Q1");
      assertThat(state(made).get("problem_count").asInt()).isEqualTo(2);
      server.verdict(2, made.annAt(), "Q1", start + 2, "accepted");
      var event = watch.next();
      while (!event.type().equals("room.advance")) {
        assertThat(event.data()).doesNotContain("HIDDEN7");
        event = watch.next();
      }
      assertThat(event.data()).contains("HIDDEN7", "secretname");
    }
  }

  @Test
  void privateRoomIsNotFoundForOthers() throws Exception {
    var room = create("arena", problem("P1"), LIMITS + ",\"public\":false");
    var path = "/api/v1/rooms/" + room.id();
    assertThat(code(server.get(path))).isEqualTo("room_not_found");
    assertThat(code(server.get(path, stranger))).isEqualTo("room_not_found");
    assertThat(code(server.post(path + "/ready", "{}", stranger))).isEqualTo("room_not_found");
    assertThat(code(server.post(path + "/cancel", "{}", stranger))).isEqualTo("room_not_found");
    assertThat(server.get(path, bob).statusCode()).isEqualTo(200);
    try (var watch = server.watch(room.id())) {
      assertThat(watch.status()).isEqualTo(404);
    }
    try (var watch = server.watch(room.id(), "Authorization: Bearer " + bob)) {
      assertThat(watch.next().type()).isEqualTo("room.state_sync");
    }
    assertThat(server.get("/api/v1/rooms").body()).doesNotContain(room.id());
  }

  @Test
  void strangersUnknownAndEndedRoomsAreRefused() {
    var room = create("arena", problem("P1"), LIMITS);
    var path = "/api/v1/rooms/" + room.id();
    for (var verb : new String[] {"ready", "heartbeat", "cancel"}) {
      assertThat(code(server.post(path + "/" + verb, "{}", stranger))).isEqualTo("not_your_room");
      assertThat(server.post(path + "/" + verb, "{}").statusCode()).isEqualTo(401);
    }
    act(room, "cancel", "{}", bob, 403);
    act(room, "sync", "{\"problem_id\":\"P1\"}", bob, 400);
    for (var unknown :
        List.of("x", "00000000-0000-0000-0000-000000000000", "a%7Cb", "9".repeat(1000))) {
      assertThat(code(server.get("/api/v1/rooms/" + unknown))).isEqualTo("room_not_found");
      assertThat(code(server.post("/api/v1/rooms/" + unknown + "/ready", "{}", ann)))
          .isEqualTo("room_not_found");
    }
    act(room, "cancel", "{}", ann, 200);
    act(room, "ready", "{}", bob, 409);
    act(room, "heartbeat", "{}", bob, 409);
  }

  @Test
  void judgeIsAskedOncePerMinuteAndMember() {
    var room = started("arena", problem("P1") + "," + problem("P2"), LIMITS);
    act(room, "heartbeat", "{}", ann, 200);
    act(room, "sync", "{\"problem_id\":\"p1\"}", ann, 202);
    act(room, "sync", "{\"problem_id\":\"P1\"}", ann, 429);
    act(room, "sync", "{\"problem_id\":\"P1\"}", bob, 202);
    act(room, "sync", "{\"problem_id\":\"P9\"}", ann, 422);
    act(room, "sync", "{}", ann, 422);
  }

  @Test
  void badRoomsAreRefusedNamingTheField() {
    var p = ",\"problems\":[" + problem("P1") + "]";
    refused(form("arena", "a1", "b1", LIMITS), "problems");
    refused(form("arena", "a1", "b1", ",\"problems\":[]" + LIMITS), "problems");
    refused(form("chess", "a1", "b1", p + LIMITS), "format");
    refused(form("arena", "a1", "A1", p + LIMITS), "judge_account");
    refused(form("arena", "a1", "b1", p), "limit_seconds");
    refused(form("arena", "a1", "b1", p + ",\"limit_seconds\":0"), "limit_seconds");
    refused(form("arena", "a1", "b1", p + ",\"limit_seconds\":31536000"), "limit_seconds");
    refused(form("arena", "a1", "b1", p + ",\"limit_seconds\":1.5"), "limit_seconds");
    refused(form("arena", "a1", "b1", p + LIMITS + ",\"judge\":\"nobody\""), "judge");
    refused(
        form("arena", "a1", "b1", p + ",\"limit_seconds\":9,\"grace_seconds\":601"),
        "grace_seconds");
    for (var at :
        List.of("1970-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "9999-01-01T00:00:00Z")) {
      refused(form("arena", "a1", "b1", p + LIMITS + ",\"starts_at\":\"" + at + "\""), "starts_at");
    }
    refused(form("arena", "a1", "b1", p + LIMITS + ",\"starts_at\":1e308"), "starts_at");
    refused(form("arena", "a1", "b1", p + LIMITS + ",\"starts_at\":\"tomorrow\""), "starts_at");
    refused(form("arena", "x".repeat(1000), "b1", p + LIMITS), "judge_account");
    refused(form("arena", "a1", " b1", p + LIMITS), "judge_account");
    refused(form("arena", "a1", "b1", p + LIMITS).replace("A|1", "x".repeat(1000)), "id");
    refused(form("arena", "a1", "b1", p + LIMITS).replace("A|1", "x".repeat(100_000)), "id");
    refused(form("arena", "a1", "b1", p + LIMITS).replace("A|1", "B: 2"), "id");
    refused(form("arena", "a1", "b1", p + LIMITS).replace("A|1", "a\\u0000"), "id");
    refused(form("arena", "a1", "b1", p + LIMITS).replace("\"bob\"", "\"ann\""), "username");
    refused(form("arena", "a1", "b1", p + LIMITS).replace("\"bob\"", "\"nobody9\""), "username");
    refused(form("arena", "a1", "b1", p + LIMITS).replace("\"bob\"", "\"a|b\""), "username");
    refused("{\"format\":\"arena\",\"teams\":[]" + p + LIMITS + "}", "teams");
    refused(
        form("arena", "a1", "b1", ",\"problems\":[" + problem("x".repeat(1000)) + "]" + LIMITS),
        "problem_id");
    refused(
        form(
            "arena",
            "a1",
            "b1",
            ",\"problems\":[" + problem("p1") + "," + problem("P1") + "]" + LIMITS),
        "problem_id");
    refused(
        form(
            "arena",
            "a1",
            "b1",
            ",\"select\":{\"count\":1,\"min_rating\":9,\"max_rating\":8}" + LIMITS),
        "min_rating");
    assertThat(server.post("/api/v1/rooms", form("arena", "a1", "b1", p + LIMITS)).statusCode())
        .isEqualTo(401);
    assertThat(server.post("/api/v1/rooms", "[" + "1,".repeat(700_000) + "1]", ann).statusCode())
        .isEqualTo(413);
  }

  private static void refused(String form, String field) {
    var answer = server.post("/api/v1/rooms", form, ann);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    var json = RoomServer.json(answer);
    assertThat(documented.complaints("POST", "/api/v1/rooms", 422, json)).isEmpty();
    assertThat(json.at("/errors/0/field").asText()).endsWith(field);
  }

  @Test
  void onlyTheJudgePostsVerdictsAndOnlyProperOnes() {
    var path = "/api/v1/judge/verdicts";
    var good = RoomServer.verdictForm(1, "nobody", "P1", 0, "accepted");
    assertThat(server.post(path, "{\"verdicts\":[" + good + "]}").statusCode()).isEqualTo(401);
    assertThat(server.post(path, "{\"verdicts\":[" + good + "]}", ann).statusCode()).isEqualTo(401);
    var nowhere = server.verdict(1, "nobody", "P1", 0, "accepted");
    assertThat(RoomServer.json(nowhere).at("/verdicts/0/rooms").asInt()).isZero();
    var huge = 1L << 53;
    assertThat(server.verdict(huge, "nobody", "P1", huge, "wrong").statusCode()).isEqualTo(200);
    assertThat(server.verdict(huge + 1, "nobody", "P1", 0, "wrong").statusCode()).isEqualTo(422);
    assertThat(server.verdict(1, "nobody", "P1", huge + 1, "wrong").statusCode()).isEqualTo(422);
    assertThat(server.verdict(1, "nobody", "P1", -1, "wrong").statusCode()).isEqualTo(422);
    assertThat(server.verdict(1, "nobody", "P1", 0, "perhaps").statusCode()).isEqualTo(422);
    assertThat(server.verdict(1, "x".repeat(1000), "P1", 0, "wrong").statusCode()).isEqualTo(422);
    assertThat(server.verdict(1, "nobody", "a|b: c", 0, "wrong").statusCode()).isEqualTo(200);
    for (var number : List.of("1.5", "\"1\"", "1e3", "NaN", "99999999999999999999999")) {
      var odd = good.replace("\"submitted_at\":0", "\"submitted_at\":" + number);
      assertThat(post(List.of(odd)).statusCode()).isEqualTo(422);
    }
    assertThat(post(List.of()).statusCode()).isEqualTo(422);
    assertThat(post(java.util.Collections.nCopies(1_001, good)).statusCode()).isEqualTo(422);
    var many = post(java.util.Collections.nCopies(1_000, good));
    assertThat(RoomServer.json(many).get("verdicts")).hasSize(1_000);
    assertThat(documented.complaints("POST", path, 200, RoomServer.json(many))).isEmpty();
    try (var without = new RoomServer(Optional.empty())) {
      assertThat(code(without.verdict(1, "nobody", "P1", 0, "wrong"))).isEqualTo("judge_off");
    }
  }

  private static HttpResponse<String> post(List<String> verdicts) {
    return server.post(
        "/api/v1/judge/verdicts",
        "{\"verdicts\":[" + String.join(",", verdicts) + "]}",
        RoomServer.JUDGE_TOKEN);
  }

  /** N5: clients come back while events flow; none is lost, none comes twice. */
  @Test
  void clientsWhoComeBackWhileEventsFlowMissNothing() throws Exception {
    for (var seed = 0; seed < SEEDS; seed++) {
      comeBack(seed);
    }
  }

  private static void comeBack(int seed) throws Exception {
    var random = new Random(seed);
    var problems = new ArrayList<String>();
    for (var i = 0; i < 40; i++) {
      problems.add(problem("P" + i));
    }
    var room = started("arena", String.join(",", problems), LIMITS);
    var start = startOf(room);
    var readers = new ArrayList<CompletableFuture<List<Long>>>();
    for (var i = 0; i < 3; i++) {
      var own = new Random(random.nextLong());
      readers.add(CompletableFuture.supplyAsync(() -> readWithBreaks(room, own)));
    }
    for (var i = 0; i < 40; i++) {
      // Every problem goes to Bob first and then, earlier, to Ann.
      server.verdict(2 * i + 1, room.bobAt(), "P" + i, start + 200 + i, "accepted");
      if (i < 39) {
        server.verdict(2 * i + 2, room.annAt(), "P" + i, start + 100 + i, "accepted");
      }
    }
    for (var reader : readers) {
      var ids = reader.get(60, TimeUnit.SECONDS);
      var last = ids.get(ids.size() - 1);
      assertThat(ids)
          .as("seed %d", seed)
          .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }
  }

  /** The ids of all events until the room's last one, read over many connections. */
  private static List<Long> readWithBreaks(Played room, Random random) {
    var ids = new ArrayList<Long>();
    try {
      while (true) {
        var last = ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
        try (EventReader reader = server.watch(room.id(), "Last-Event-ID: " + last)) {
          if (reader.status() == 204) {
            return ids;
          }
          for (var i = random.nextInt(15); i >= 0; i--) {
            var event = reader.next();
            if (event == null) {
              return ids;
            }
            assertThat(event.type()).isNotEqualTo("room.state_sync");
            ids.add(event.id());
          }
          if (random.nextBoolean()) {
            reader.vanish();
          }
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
