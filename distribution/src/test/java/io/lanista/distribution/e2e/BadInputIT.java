package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever comes from outside, the answer is a JSON document that is not a 5xx, and afterwards the
 * server still takes two agents through a match.
 */
class BadInputIT {
  private static final int MUTATIONS = 3000;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String WALLET = "0x00000000000000000000000000000000000000a1";

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            data,
            Map.of(
                "server.requests-per-second-per-client", "0",
                "registration.per-address-per-hour", "0"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void matchesStillGoThrough() throws Exception {
    // Whoever still waits would be paired instead: mutated joins are valid now and then.
    Answer first = server.join(RunningServer.code());
    while (first.at("/status").equals("matched")) {
      first = server.join(RunningServer.code());
    }
    Answer second = server.join(RunningServer.code());
    assertThat(second.at("/status")).isEqualTo("matched");
    String queue = first.at("/queue_id");
    Paired paired =
        new Paired(
            second.at("/match_id"),
            server.get("/queue/" + queue).at("/match_id").equals(second.at("/match_id"))
                ? queue
                : "",
            second.at("/queue_id"),
            "",
            "",
            "/matches/" + second.at("/match_id"));
    server.complete(paired);
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("completed");
  }

  @Test
  void garbageIsNoJson() throws Exception {
    List<byte[]> garbage = new ArrayList<>();
    for (String text :
        new String[] {
          "",
          " ",
          "null",
          "[]",
          "7",
          "\"x\"",
          "true",
          "{",
          "}",
          "{\"a\":}",
          "nul",
          "{}}",
          "{}{}",
          "{'a':1}",
          "{a:1}",
          "\u0000",
          "\ufeff{",
          "NaN",
          "{\"connect_code\":\"A\"",
          "<a/>",
          "connect_code=A",
          "{\"connect_code\":\"A\",}",
          "{\"\":\"\"}",
          "[".repeat(30_000),
          "{\"a\":".repeat(10_000),
          "[[1]".repeat(10_000),
          "{\"connect_code\":\"\\ud800\"}",
          "{\"connect_code\":\"" + "x".repeat(60_000) + "\"}",
          "9".repeat(60_000),
          "1e999999999"
        }) {
      garbage.add(text.getBytes(StandardCharsets.UTF_8));
    }
    garbage.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0x7b, 0});
    garbage.add("{\"connect_code\":\"\u00e9\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1));
    garbage.add("{\"connect_code\":\"A\"}".getBytes(StandardCharsets.UTF_16));
    Paired paired = server.pair();
    for (String path : valid(paired).keySet()) {
      for (byte[] body : garbage) {
        Answer answer = server.send("POST", path, Optional.of(body), headers(path));
        assertThat(answer.status()).as(path + " " + preview(body)).isEqualTo(422);
        decent(answer, path + " " + preview(body));
      }
    }
  }

  @Test
  void everyFieldOfEveryBodyMayBeAnything() throws Exception {
    String[] values = {
      "null",
      "true",
      "0",
      "-1",
      "1.5",
      "99999",
      "-99999999999",
      "1e400",
      "-1e400",
      "1e999999999",
      "1e-999999999",
      "9".repeat(400),
      "\"\"",
      "\"x\"",
      "\"" + "x".repeat(5_000) + "\"",
      "\"\\u0000\\ud800\"",
      "\"../../etc/passwd\"",
      "[]",
      "{}",
      "[[[[]]]]",
      "[null,null]",
      "{\"a\":{\"a\":{}}}",
      "[1,2,3,4,5,6,7,8,9]"
    };
    Paired paired = server.pair();
    for (Map.Entry<String, String> request : valid(paired).entrySet()) {
      JsonNode body = RunningServer.json(request.getValue());
      for (String pointer : places(body, "")) {
        for (String value : values) {
          String changed = replaced(body, pointer, value);
          Answer answer = server.post(request.getKey(), changed, headers(request.getKey()));
          decent(answer, request.getKey() + " " + pointer + "=" + value);
        }
      }
    }
  }

  @Test
  void idsAndQueriesMayBeAnything() throws Exception {
    String[] ids = {
      "x".repeat(2_000),
      "%F0%9F%A6%8A",
      "%20",
      "%27%3B--",
      "%22",
      "..%2f..%2f",
      "0",
      "-1",
      "00000000-0000-0000-0000-000000000000",
      "1-1-1-1-1",
      "null",
      "%25",
      "%C3%28",
      "%00",
      "%7b",
      UUID.randomUUID() + "%0d%0aX-Injected:%201"
    };
    String[] paths = {
      "/queue/", "/matches/", "/matches/%/viewers", "/matches/%/typed-data", "/matches/%/wager",
      "/matches/%/signatures", "/api/v1/matches/", "/docs/", "/ws/match/", "/ws/stream/"
    };
    for (String id : ids) {
      for (String path : paths) {
        String target =
            path.contains("%")
                ? path.replaceFirst("%", java.util.regex.Matcher.quoteReplacement(id))
                : path + id;
        decent(Wire.send(server.address(), "GET " + target, new byte[0]), target);
      }
      for (String query : new String[] {"limit", "cursor", "wait", "queue_id", "game"}) {
        String target = "/api/v1/leaderboard?" + query + "=" + id;
        decent(Wire.send(server.address(), "GET " + target, new byte[0]), target);
        target = "/matches?" + query + "=" + id + "&" + query + "=%";
        decent(Wire.send(server.address(), "GET " + target, new byte[0]), target);
      }
      String target = "/matches/" + id + "/replay?queue_id=" + id;
      decent(Wire.send(server.address(), "PUT " + target, new byte[9]), target);
    }
  }

  @Test
  void otherPeoplesSecretsAndContradictionsChangeNothing() throws Exception {
    Paired mine = server.pair();
    Paired theirs = server.pair();
    assertThat(server.report(theirs, mine.queue1(), "won", null, null).status()).isEqualTo(403);
    server.complete(theirs);
    JsonNode before = server.get(theirs.path()).body();
    assertThat(server.report(theirs, theirs.queue2(), "won", 4, 0).status()).isEqualTo(409);
    assertThat(server.report(theirs, theirs.queue1(), "COMPLETED", 3, 1).status()).isEqualTo(200);
    assertThat(server.delete("/queue/" + theirs.queue1()).body().get("success").asBoolean())
        .isFalse();
    assertThat(server.get(theirs.path()).body()).isEqualTo(before);
  }

  @Test
  void brokenRecordingsAreRefused() throws Exception {
    // Not disputed yet, so that a recording that is valid after all does not end the match.
    Paired paired = server.pair();
    byte[] whole = Recordings.game(paired, 1);
    Random random = new Random(7);
    List<byte[]> broken = new ArrayList<>();
    for (int length : new int[] {0, 1, 10, 14, 15, 16, 17, 40, 300, 800, whole.length / 2}) {
      broken.add(Arrays.copyOf(whole, length));
    }
    broken.add(Arrays.copyOf(whole, whole.length - 1));
    for (int claimed : new int[] {1, 100, whole.length, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
      byte[] lying = whole.clone();
      ByteBuffer.wrap(lying).putInt(11, claimed);
      broken.add(lying);
    }
    for (int at : new int[] {16, 17, 18, 19, 20}) {
      for (int value : new int[] {0, 1, 0x7f, 0xff}) {
        byte[] lying = whole.clone();
        lying[at] = (byte) value;
        broken.add(lying);
      }
    }
    for (int size : new int[] {1, 100, 10_000, 1_000_000}) {
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      broken.add(noise);
      System.arraycopy(whole, 0, noise, 0, Math.min(15, size));
      broken.add(noise.clone());
    }
    for (byte[] recording : broken) {
      Answer answer = upload(paired, recording);
      // A few of the lies are about what nobody reads; those recordings are valid.
      assertThat(answer.status()).as(preview(recording)).isIn(422, 200);
      decent(answer, preview(recording));
    }
  }

  @Test
  void flippedBytesOfARecordingNeverBreakTheReader() throws Exception {
    Random random = new Random(11);
    Paired paired = server.pair();
    byte[] whole = Recordings.game(paired, 2);
    for (int i = 0; i < 300; i++) {
      byte[] changed = whole.clone();
      // Mostly in the headers, where the lengths are, and in the metadata at the end.
      int reach = random.nextBoolean() ? 1_000 : changed.length;
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        int at = random.nextInt(reach);
        changed[random.nextInt(4) == 0 ? changed.length - 1 - at : at] = (byte) random.nextInt();
      }
      decent(upload(paired, changed), "seed 11, change " + i);
    }
  }

  @Test
  void bodiesBeyondTheBoundsAre413() throws Exception {
    Paired paired = server.pair();
    Answer large = server.post("/queue/join", " ".repeat(65_537));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.keys()).containsExactly("detail");
    String replay = "PUT " + paired.path() + "/replay?queue_id=" + paired.queue1();
    for (String line : new String[] {"POST /queue/join", replay}) {
      Wire.Reply claimed =
          Wire.send(
              server.address(),
              line + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4294967296\r\n\r\nabc");
      assertThat(claimed.status()).as(line).isEqualTo(413);
      decent(claimed, line);
    }
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    chunks.writeBytes(
        "POST /queue/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    byte[] chunk = ("1000\r\n" + " ".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 30; i++) {
      chunks.writeBytes(chunk);
    }
    chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(Wire.send(server.address(), chunks.toByteArray()).status()).isEqualTo(413);
  }

  @Test
  void brokenRequestsAreRefusedInJson() throws Exception {
    String[] requests = {
      "GARBAGE\r\n\r\n",
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
      "GET /health HTTP/1.1\r\n\r\n",
      "GET /health HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
      "GET /health HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n",
      "GET /health HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n",
      "POST /queue/join HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
      "POST /queue/join HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
      "POST /queue/join HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "POST /queue/join HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "POST /queue/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "POST /queue/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
      "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /health HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
      "GET /health HTTP/1.1\r\nHost: a\r\n" + "X-A: b\r\n".repeat(5_000) + "\r\n",
      "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /docs/..%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://elsewhere/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
      "TRACE /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      "BREW /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    };
    for (String request : requests) {
      String shown = request.substring(0, Math.min(60, request.length()));
      Wire.Reply reply = Wire.send(server.address(), request);
      assertThat(reply.status()).as(shown).isNotIn(500, 502, 503, 504);
      if (reply.status() != 0 && !shown.startsWith("GET http")) {
        assertThat(reply.body().isObject()).as(shown + " -> " + reply.head()).isTrue();
      }
      assertThat(reply.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("text/html");
    }
  }

  @Test
  void refusalBeforeTheBodyCameLeavesTheConnectionInOrder() throws Exception {
    byte[] body = "{\"connect_code\":\"A#1\"}".getBytes(StandardCharsets.US_ASCII);
    for (String line :
        new String[] {
          "POST /queue/join",
          "POST /nothing",
          "PUT /queue/join",
          "POST /admin/cleanup",
          "DELETE /queue/malformed",
          "GET /health"
        }) {
      Wire.Reply next =
          Wire.inTwoParts(
              server.address(),
              line
                  + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer wrong\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n",
              body,
              "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(next.status()).as(line + " " + next.head()).isEqualTo(200);
    }
  }

  @Test
  void bodyWithoutOrWithAnotherContentTypeIsReadAsJson() throws Exception {
    for (String type :
        new String[] {
          "X-None: 1",
          "Content-Type: text/plain",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: ;;;",
          "Content-Type: application/json; charset=utf-16"
        }) {
      byte[] join =
          RunningServer.joining(RunningServer.code(), WALLET).getBytes(StandardCharsets.UTF_8);
      Wire.Reply reply = Wire.send(server.address(), "POST /queue/join", join, type);
      assertThat(reply.status()).as(type).isEqualTo(200);
      server.delete("/queue/" + reply.body().get("queue_id").asText());
    }
  }

  @Test
  void headersMayBeAnything() throws Exception {
    for (String header :
        new String[] {
          "Idempotency-Key: " + "k".repeat(129),
          "Idempotency-Key: ",
          "Idempotency-Key: a b",
          "Authorization: Bearer " + "t".repeat(5_000),
          "Authorization: ",
          "Authorization: Bearer \u00ff\u00fe",
          "X-Forwarded-For: " + "1.1.1.1, ".repeat(300),
          "X-Forwarded-For: not an address",
          "Forwarded: for=\"[::1",
          "Expect: 100-continue",
          "Expect: something",
          "Upgrade: websocket",
          "Accept-Encoding: gzip;q=\u00bc",
          "Origin: null",
          "Range: bytes=0-0",
          "Cookie: " + "c=1; ".repeat(500)
        }) {
      byte[] join =
          RunningServer.joining(RunningServer.code(), WALLET).getBytes(StandardCharsets.UTF_8);
      Wire.Reply reply = Wire.send(server.address(), "POST /queue/join", join, header);
      decent(reply, header);
      if (reply.status() == 200) {
        server.delete("/queue/" + reply.body().get("queue_id").asText());
      }
    }
  }

  @Test
  void socketGarbageClosesThatSocketAlone() throws Exception {
    Paired paired = server.pair();
    String upload = "/ws/stream/" + paired.match() + "?queue_id=" + paired.queue1();
    String[] garbage = {
      "",
      "garbage",
      "{",
      "null",
      "[]",
      "7",
      "{}",
      "{\"type\":7}",
      "{\"type\":\"explode\"}",
      "{\"type\":\"frame\"}",
      "{\"type\":\"frame\",\"frame\":\"x\",\"players\":[]}",
      "{\"type\":\"frame\",\"frame\":1,\"players\":[{\"port\":9}]}",
      "{\"type\":\"match_start\",\"stageId\":1e9,\"players\":null}",
      "{\"type\":\"match_end\",\"winnerPort\":1,\"finalScore\":[1]}",
      "{\"type\":\"match_end\",\"winnerPort\":1,\"finalScore\":[null,null]}",
      "{\"type\":\"frame\",\"frame\":1e999999999,\"players\":[]}",
      "[".repeat(30_000),
      "x".repeat(100_000),
      "y".repeat(2_000_000)
    };
    try (LiveSocket viewer = server.socket("/ws/match/" + paired.match())) {
      for (String message : garbage) {
        try (LiveSocket uploader = server.socket(upload)) {
          sendAnyway(uploader, message);
          assertThat(uploader.closeCode()).isGreaterThanOrEqualTo(1002);
        }
      }
      try (LiveSocket uploader = server.socket(upload)) {
        uploader.sendBinary(new byte[] {1, 2, 3});
        assertThat(uploader.closeCode()).isGreaterThanOrEqualTo(1002);
      }
      assertThat(viewer.isEmpty()).isTrue();
      try (LiveSocket uploader = server.socket(upload)) {
        uploader.send("{\"type\":\"match_end\",\"winnerPort\":0,\"finalScore\":[0,0]}");
        assertThat(viewer.nextOfGame().get("type").asText()).isEqualTo("match_end");
      }
    }
  }

  @Test
  void viewersThatTalkDoNotDisturbOthers() throws Exception {
    Paired paired = server.pair();
    String watch = "/ws/match/" + paired.match();
    try (LiveSocket quiet = server.socket(watch);
        LiveSocket loud = server.socket(watch);
        LiveSocket binary = server.socket(watch)) {
      for (int i = 0; i < 1_000; i++) {
        sendAnyway(loud, "garbage " + i);
      }
      binary.sendBinary(new byte[1000]);
      String end = "{\"winner_port\":0,\"final_score\":[0,0]}";
      assertThat(server.post(paired.path() + "/stream/end", end).status()).isEqualTo(200);
      assertThat(quiet.nextOfGame().get("type").asText()).isEqualTo("match_end");
      assertThat(quiet.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void brokenHandshakesAreRefused() throws Exception {
    String watch = "GET /ws/match/" + UUID.randomUUID();
    for (String headers :
        new String[] {
          "",
          "Upgrade: websocket\r\n",
          "Upgrade: websocket\r\nConnection: Upgrade\r\n",
          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\n"
              + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: short\r\n",
          "Upgrade: h2c\r\nConnection: Upgrade\r\n"
        }) {
      Wire.Reply reply =
          Wire.send(server.address(), watch + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
      assertThat(reply.status()).as(headers).isBetween(101, 499);
    }
  }

  /** Valid requests with a few random changes each; the seed makes a failure repeatable. */
  @Test
  void mutatedRequestsAreNeverOurFault() throws Exception {
    Random random = new Random(20_260_101);
    Paired paired = server.pair();
    Map<String, String> valid = valid(paired);
    List<String> paths = new ArrayList<>(valid.keySet());
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int i = 0; i < MUTATIONS && System.nanoTime() < end; i++) {
      if (i % 100 == 99) {
        // The match of the last ones may be over by an accident of theirs.
        paired = server.pair();
        valid = valid(paired);
        paths = new ArrayList<>(valid.keySet());
      }
      String path = paths.get(random.nextInt(paths.size()));
      byte[] body = Mutation.of(valid.get(path), random);
      Answer answer = server.send("POST", path, Optional.of(body), headers(path));
      decent(answer, "change " + i + " of " + path + ": " + preview(body));
    }
  }

  /** A valid request for every route with a JSON body, by path. */
  private static Map<String, String> valid(Paired paired) {
    String queue = "\"queue_id\":\"" + paired.queue1() + "\"";
    String player =
        "{\"port\":1,\"x\":1.5,\"y\":-2,\"action_state_id\":14,\"action_frame\":1.0,"
            + "\"facing_direction\":1,\"percent\":3.5,\"stocks\":4,\"shield_health\":60,"
            + "\"is_invincible\":false,\"is_in_hitstun\":true}";
    String frame = "{\"frame\":1,\"players\":[" + player + "]}";
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "/queue/join",
        "{\"connect_code\":\"MUT#1\",\"fighter_name\":\"bot\",\"wallet_address\":\""
            + WALLET
            + "\",\"agent_id\":7}");
    all.put(
        paired.path() + "/result",
        "{"
            + queue
            + ",\"outcome\":\"COMPLETED\",\"duration_seconds\":12.5,\"stocks_remaining\":3,"
            + "\"opponent_stocks\":1}");
    all.put(paired.path() + "/signature", Signing.body(WALLET, "ab".repeat(65)));
    all.put(paired.path() + "/wager/propose", "{" + queue + ",\"amount_wei\":5,\"wager_id\":6}");
    all.put(paired.path() + "/wager/accept", "{" + queue + "}");
    all.put(paired.path() + "/wager/decline", "{" + queue + "}");
    all.put(
        paired.path() + "/stream/start",
        "{\"stage_id\":31,\"players\":[{\"port\":1,\"character_id\":2,\"connect_code\":\"A#1\","
            + "\"display_name\":\"A\"}]}");
    all.put(paired.path() + "/stream/frames", "{\"frames\":[" + frame + "," + frame + "]}");
    all.put(paired.path() + "/stream/frame", frame);
    all.put(
        paired.path() + "/stream/game_end",
        "{\"game_number\":1,\"winner_port\":1,\"end_method\":\"lras\"}");
    all.put(paired.path() + "/stream/end", "{\"winner_port\":1,\"final_score\":[2,1]}");
    all.put("/admin" + paired.path() + "/resolve", "{\"winner\":\"p1\",\"reason\":\"seen it\"}");
    all.put("/api/v1/register", "{\"username\":\"mutant\"}");
    return all;
  }

  private static String[] headers(String path) {
    return path.startsWith("/admin") ? RunningServer.admin() : new String[0];
  }

  private static List<String> places(JsonNode node, String at) {
    List<String> all = new ArrayList<>();
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry -> {
                String place = at + "/" + entry.getKey();
                all.add(place);
                all.addAll(places(entry.getValue(), place));
              });
    } else if (node.isArray() && !node.isEmpty()) {
      all.addAll(places(node.get(0), at + "/0"));
    }
    return all;
  }

  private static String replaced(JsonNode body, String pointer, String value) {
    JsonNode copy = body.deepCopy();
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) copy.at(pointer.substring(0, last)))
        .put(pointer.substring(last + 1), "*the place*");
    return copy.toString().replace("\"*the place*\"", value);
  }

  private static Answer upload(Paired paired, byte[] recording) throws Exception {
    return server.put(paired.path() + "/replay?queue_id=" + paired.queue1(), recording);
  }

  private static void decent(Answer answer, String what) {
    assertThat(answer.status()).as(what + " -> " + answer.text()).isLessThan(500);
    assertThat(answer.body().isObject()).as(what).isTrue();
  }

  private static void decent(Wire.Reply reply, String what) {
    assertThat(reply.status()).as(what + " -> " + reply.head()).isBetween(200, 499);
    assertThat(reply.body().isObject()).as(what + " -> " + reply.head()).isTrue();
    assertThat(reply.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("x-injected");
  }

  private static void sendAnyway(LiveSocket socket, String message) {
    try {
      socket.send(message);
    } catch (java.util.concurrent.CompletionException closedAlready) {
      // How it was closed is what the test looks at.
    }
  }

  private static String preview(byte[] body) {
    return new String(body, 0, Math.min(200, body.length), StandardCharsets.ISO_8859_1);
  }
}
