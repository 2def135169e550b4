package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hosted arena as agents meet it: uploads, queue, series in the sandbox, what is told. */
@Timeout(240)
class HostedArenaIT {
  /** As fast as fighters answer; and no fighter is late only because the machine is busy. */
  private static final Map<String, String> FAST =
      Map.of(
          "hosting.pace", "0",
          "hosting.hello-deadline", "60s",
          "hosting.move-deadline", "10s",
          "registration.per-address-per-hour", "1000");

  @TempDir static Path folder;
  private static RunningServer server;
  private static int players;

  @BeforeAll
  static void start() throws Exception {
    RealSandbox.assume(folder.resolve("trial"));
    server = RunningServer.start(folder.resolve("data"), FAST);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static ArenaAgent newcomer() throws Exception {
    return ArenaAgent.register(server, "agent-" + ++players);
  }

  /** One with the sample that fights. */
  private static ArenaAgent rusher() throws Exception {
    return newcomer().upload("rusher", SampleFighters.shipped("rusher-python"));
  }

  private static ArenaAgent idler() throws Exception {
    return newcomer().upload("idler", SampleFighters.idle("idler"));
  }

  private static void refused(Answer answer, int status, String code, String says) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.at("/code")).isEqualTo(code);
    assertThat(answer.at("/detail")).contains(says);
  }

  /** The id of the match of one who waits and one who comes. */
  private static String paired(ArenaAgent one, String fighter, ArenaAgent other, String against)
      throws Exception {
    assertThat(one.join(fighter).at("/status")).isEqualTo("waiting");
    Answer found = other.join(against);
    assertThat(found.at("/status")).as(found.text()).isEqualTo("matched");
    return found.at("/match/id");
  }

  private static JsonNode match(String id) throws Exception {
    return server.get("/api/v1/matches/" + id).body();
  }

  private static JsonNode completed(String id) throws Exception {
    RunningServer.await(
        "match " + id + " is over",
        () -> Set.of("completed", "void").contains(match(id).path("status").asText()));
    return match(id);
  }

  private static void backInQueue(ArenaAgent agent) throws Exception {
    RunningServer.await(
        agent.name() + " waits again",
        () -> agent.place().path("status").asText().equals("waiting"));
  }

  @Test
  void fighterThatCannotBeUsedIsRefusedWithWhy() throws Exception {
    ArenaAgent ann = newcomer();
    refused(ann.tryUpload("fox", new byte[100]), 422, "invalid_fighter", "zip");
    refused(
        ann.tryUpload("fox", SampleFighters.zip(Map.of("bot.py", "pass"))),
        422,
        "invalid_fighter",
        "no fighter.toml at the top");
    refused(
        ann.tryUpload("wolf", SampleFighters.idle("fox")),
        422,
        "invalid_fighter",
        "names it fox; upload it under that name");
    Answer large = ann.tryUpload("fox", new byte[(50 << 20) + 1]);
    refused(large, 413, "too_large", "at most");
    assertThat(ann.get("/fighters").body().path("fighters")).isEmpty();
    assertThat(server.put("/api/v1/fighters/fox", SampleFighters.idle("fox")).status())
        .isEqualTo(401);
    ann.upload("fox", SampleFighters.idle("fox"));
    assertThat(ann.get("/fighters/fox").at("/versions/0/number")).isEqualTo("1");
  }

  @Test
  void bestOfThreeIsPlayedFromTheUploadToTheReplay() throws Exception {
    ArenaAgent pia = rusher();
    ArenaAgent jan = newcomer().upload("keeper", SampleFighters.shipped("keeper-java"));
    try (LiveSocket toPia = pia.listen("?state_hz=50");
        LiveSocket toJan = jan.listen("?state_hz=0")) {
      Answer waiting =
          pia.join("rusher", "\"bo3\"", ",\"fighter_config\":{\"character\":\"CIRCLE\"}");
      assertThat(waiting.at("/queue_position")).isEqualTo("1");
      assertThat(waiting.at("/reason")).isEqualTo("No other agent is waiting.");
      String match = jan.join("keeper", "\"bo5\",\"bo3\"", "").at("/match/id");
      JsonNode found = ArenaAgent.await(toPia, "match_found");
      assertThat(found.path("match_id").asText()).isEqualTo(match);
      assertThat(found.path("format").asText()).isEqualTo("bo3");
      assertThat(found.at("/opponent/username").asText()).isEqualTo(jan.name());
      assertThat(found.at("/opponent/elo").asInt()).isEqualTo(jan.elo());
      assertThat(Instant.parse(found.path("accept_deadline").asText())).isAfter(Instant.now());
      assertThat(ArenaAgent.await(toJan, "match_found").at("/opponent/username").asText())
          .isEqualTo(pia.name());
      refused(pia.join("rusher", "\"bo3\"", ""), 409, "already_playing", "finish it first");
      int piaBefore = pia.elo();
      int janBefore = jan.elo();
      pia.accept(match);
      assertThat(match(match).path("status").asText()).isEqualTo("offered");
      jan.accept(match);
      JsonNode starting = ArenaAgent.await(toJan, "match_starting");
      assertThat(starting.path("connect_token").asText()).isNotEmpty();
      assertThat(ArenaAgent.await(toPia, "game_state").at("/p1/character").asText())
          .isEqualTo("CIRCLE");
      JsonNode end = endOf(toJan, match);
      JsonNode record = match(match);
      String winner = record.at("/" + record.path("winner").asText() + "/username").asText();
      assertThat(end.path("winner").asText()).isEqualTo(winner);
      int change = end.at("/elo_change/" + pia.name()).asInt();
      assertThat(change).isNotZero().isEqualTo(-end.at("/elo_change/" + jan.name()).asInt());
      assertThat(pia.elo())
          .isEqualTo(piaBefore + change)
          .isEqualTo(end.at("/new_elo/" + pia.name()).asInt());
      assertThat(jan.elo()).isEqualTo(janBefore - change);
      assertThat(record.at("/p1/elo_before").asInt()).isEqualTo(piaBefore);
      assertThat(record.at("/p1/elo_after").asInt()).isEqualTo(piaBefore + change);
      assertThat(record.at("/p2/elo_after").asInt()).isEqualTo(janBefore - change);
      recorded(record, winner, pia, jan);
      replayIsDownloaded(record);
      logIsForItsOwner(match, pia, jan);
    }
  }

  /** Reads the ends of the games, each once and in order; the end of the match. */
  private static JsonNode endOf(LiveSocket socket, String match) throws Exception {
    List<Integer> games = new ArrayList<>();
    JsonNode message = ArenaAgent.later(socket);
    while (!message.path("type").asText().equals("match_end")) {
      if (message.path("type").asText().equals("game_end")) {
        games.add(message.path("game_number").asInt());
        assertThat(server.get(message.path("replay_url").asText()).status()).isEqualTo(200);
      }
      message = ArenaAgent.later(socket);
    }
    assertThat(games).hasSizeBetween(2, 3).startsWith(1, 2).doesNotHaveDuplicates();
    assertThat(message.path("match_id").asText()).isEqualTo(match);
    assertThat(match(match).path("games")).hasSize(games.size());
    return message;
  }

  private static void recorded(JsonNode record, String winner, ArenaAgent pia, ArenaAgent jan)
      throws Exception {
    assertThat(record.path("status").asText()).isEqualTo("completed");
    assertThat(record.path("forfeit").asBoolean()).isFalse();
    assertThat(record.path("score").asText()).isIn("2-0", "2-1");
    assertThat(record.at("/p2/fighter").asText()).isEqualTo("keeper");
    for (JsonNode game : record.path("games")) {
      assertThat(game.path("duration_frames").asInt()).isPositive();
      assertThat(game.at("/p1/timing/moves").asInt()).isPositive();
      assertThat(game.at("/p2/timing/broken").asInt()).isZero();
    }
    String loser = winner.equals(pia.name()) ? jan.name() : pia.name();
    JsonNode profile = server.get("/api/v1/players/" + loser).body();
    assertThat(profile.path("game").asText()).isEqualTo("duel");
    assertThat(profile.path("elo").asInt()).isEqualTo(1484);
    JsonNode stats = server.get("/api/v1/players/" + loser + "/stats").body();
    assertThat(stats.at("/by_opponent/0/name").asText()).isEqualTo(winner);
    assertThat(stats.at("/by_opponent/0/losses").asInt()).isEqualTo(1);
    assertThat(stats.at("/by_format/0/name").asText()).isEqualTo("bo3");
    assertThat(server.get("/api/v1/players/" + loser + "/matches").at("/matches/0/id"))
        .isEqualTo(record.path("id").asText());
    ArenaAgent best = winner.equals(pia.name()) ? pia : jan;
    assertThat(best.standing().path("wins").asInt()).isEqualTo(1);
    assertThat(
            server
                .get("/api/v1/leaderboard?game=duel&limit=100")
                .body()
                .path("players")
                .findValuesAsText("name"))
        .contains(winner, loser);
    assertThat(
            server
                .get("/api/v1/leaderboard/active?game=duel&limit=100")
                .body()
                .path("players")
                .findValuesAsText("username"))
        .contains(winner, loser);
  }

  private static void replayIsDownloaded(JsonNode record) throws Exception {
    JsonNode about =
        server.get("/api/v1/replays/" + record.path("id").asText()).body().at("/replays/0");
    String path = about.path("download_url").asText();
    long size = about.path("bytes").asLong();
    Answer whole = server.get(path);
    assertThat(whole.header("content-length")).isEqualTo(Long.toString(size));
    assertThat(whole.header("etag")).isEqualTo('"' + about.path("sha256").asText() + '"');
    assertThat(about.path("sha256").asText())
        .isEqualTo(record.at("/games/0/replay_sha256").asText());
    Answer part = server.get(path, "Range", "bytes=1-4");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("content-range")).isEqualTo("bytes 1-4/" + size);
    assertThat(server.get(path, "If-None-Match", whole.header("etag")).status()).isEqualTo(304);
  }

  private static void logIsForItsOwner(String match, ArenaAgent pia, ArenaAgent jan)
      throws Exception {
    String log = "/matches/" + match + "/games/1/log";
    assertThat(pia.get(log).status()).isEqualTo(200);
    assertThat(jan.get(log).status()).isEqualTo(200);
    refused(newcomer().get(log), 403, "not_your_match", "You do not play this match");
    assertThat(server.get("/api/v1" + log).status()).isEqualTo(401);
  }

  @Test
  void fighterNobodyUploadedIsRefused() throws Exception {
    refused(
        newcomer().join("ghost", "\"bo3\"", ""),
        404,
        "fighter_not_found",
        "no fighter named ghost");
  }

  @Test
  void declinerRestsAndTheOtherHasItsOldPlaceAgain() throws Exception {
    ArenaAgent ann = idler();
    ArenaAgent bob = idler();
    ArenaAgent cid = idler();
    try (LiveSocket toAnn = ann.listen("")) {
      Answer before = ann.join("idler");
      String match = bob.join("idler").at("/match/id");
      assertThat(cid.join("idler", "\"bo5\"", "").at("/status")).isEqualTo("waiting");
      ann.accept(match);
      assertThat(bob.answer(match, "decline").at("/status")).isEqualTo("void");
      JsonNode told = ArenaAgent.await(toAnn, "match_void");
      assertThat(told.path("requeued").asBoolean()).isTrue();
      backInQueue(ann);
      JsonNode place = ann.place();
      assertThat(place.path("joined_at").asText()).isEqualTo(before.at("/joined_at"));
      assertThat(place.path("queue_position").asInt()).isEqualTo(1);
      assertThat(place.path("reason").asText()).isEqualTo("Nobody else who waits (1) plays bo3.");
      assertThat(cid.place().path("queue_position").asInt()).isEqualTo(2);
      refused(
          bob.join("idler", "\"bo3\"", ""),
          400,
          "cooling_down",
          "You did not accept a match lately");
    }
    assertThat(ann.leave()).isTrue();
    assertThat(cid.leave()).isTrue();
  }

  @Test
  void blockedPlayerIsNeitherPairedNorMayItChallenge() throws Exception {
    ArenaAgent ann = idler();
    ArenaAgent bob = idler();
    assertThat(
            server.put("/api/v1/players/me/blocks/" + bob.name(), new byte[0], ann.auth()).status())
        .isEqualTo(200);
    ann.join("idler");
    Answer second = bob.join("idler");
    assertThat(second.at("/status")).isEqualTo("waiting");
    assertThat(second.at("/reason")).contains("blocks it");
    String challenge =
        "{\"opponent\":\"" + ann.name() + "\",\"format\":\"bo3\",\"fighter\":\"idler\"}";
    refused(
        bob.post("/challenges", challenge),
        400,
        "challenge_refused",
        "takes no challenges from you");
    assertThat(ann.leave()).isTrue();
    assertThat(bob.leave()).isTrue();
  }

  @Test
  void challengeIsAnsweredAndAnAcceptedOneIsPlayed() throws Exception {
    ArenaAgent ann = rusher();
    ArenaAgent bob = idler();
    String challenge =
        "{\"opponent\":\"" + bob.name() + "\",\"format\":\"bo3\",\"fighter\":\"rusher\"}";
    try (LiveSocket toAnn = ann.listen("?state_hz=0");
        LiveSocket toBob = bob.listen("?state_hz=0")) {
      Answer first = ann.post("/challenges", challenge);
      assertThat(first.status()).as(first.text()).isEqualTo(201);
      JsonNode received = ArenaAgent.await(toBob, "challenge_received");
      assertThat(received.path("challenge_id").asText()).isEqualTo(first.at("/id"));
      assertThat(bob.post("/challenges/" + first.at("/id") + "/decline", "").at("/status"))
          .isEqualTo("declined");
      assertThat(ArenaAgent.await(toAnn, "challenge_answered").path("status").asText())
          .isEqualTo("declined");
      // Who declined is left in peace for a while, but may challenge in turn.
      assertThat(ann.post("/challenges", challenge).at("/code")).isEqualTo("challenge_refused");
      String back =
          "{\"opponent\":\"" + ann.name() + "\",\"format\":\"bo3\",\"fighter\":\"idler\"}";
      String second = bob.post("/challenges", back).at("/id");
      Answer accepted = ann.post("/challenges/" + second + "/accept", "{\"fighter\":\"rusher\"}");
      assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
      assertThat(ArenaAgent.await(toBob, "challenge_answered").path("match_id").asText())
          .isEqualTo(accepted.at("/id"));
      JsonNode end = ArenaAgent.await(toBob, "match_end");
      assertThat(end.path("match_id").asText()).isEqualTo(accepted.at("/id"));
      assertThat(end.path("winner").asText()).isEqualTo(ann.name());
    }
  }

  @Test
  void trainingLeavesRatingsAsTheyAre() throws Exception {
    ArenaAgent ann = rusher();
    ArenaAgent bob = idler();
    Answer waiting = ann.join("rusher", "\"bo3\"", ",\"training\":true");
    assertThat(waiting.at("/queue")).isEqualTo("practice");
    String match = bob.join("idler", "\"bo3\"", ",\"training\":true").at("/match/id");
    ann.accept(match);
    bob.accept(match);
    JsonNode record = completed(match);
    assertThat(record.path("winner").asText()).isEqualTo("p1");
    assertThat(record.path("training").asBoolean()).isTrue();
    assertThat(record.at("/p1/elo_after").isNull()).isTrue();
    assertThat(ann.elo()).isEqualTo(1500);
    assertThat(bob.elo()).isEqualTo(1500);
  }

  @Test
  void fighterThatCrashesForfeitsAndItsOwnerReadsItsLastWords() throws Exception {
    ArenaAgent ann = idler();
    ArenaAgent bob = newcomer().upload("faulty", SampleFighters.crashing("faulty"));
    String match = paired(ann, "idler", bob, "faulty");
    ann.accept(match);
    bob.accept(match);
    JsonNode record = completed(match);
    assertThat(record.path("status").asText()).as(record.toString()).isEqualTo("completed");
    assertThat(record.path("winner").asText()).isEqualTo("p1");
    assertThat(record.path("score").asText()).isEqualTo("2-0");
    assertThat(record.path("forfeit").asBoolean()).isTrue();
    assertThat(record.at("/games/0/forfeited_by").asText()).isEqualTo("p2");
    assertThat(bob.get("/matches/" + match + "/games/1/log").text()).contains("out of ideas");
    assertThat(ann.get("/matches/" + match + "/games/1/log").text()).doesNotContain("out of ideas");
    assertThat(ann.elo() + bob.elo()).isEqualTo(3000);
  }

  @Test
  void spectatorSeesTheMatchAndResumedSocketsMissNothing() throws Exception {
    ArenaAgent ann = rusher();
    ArenaAgent bob = idler();
    String match = paired(ann, "rusher", bob, "idler");
    try (LiveSocket spectator = server.socket("/api/v1/matches/" + match + "/state?state_hz=60")) {
      ann.accept(match);
      bob.accept(match);
      Set<String> seen = new HashSet<>();
      JsonNode message = ArenaAgent.later(spectator);
      while (!message.path("type").asText().equals("match_end")) {
        assertThat(message.path("match_id").asText()).isEqualTo(match);
        assertThat(message.has("elo_change") || message.has("connect_token")).isFalse();
        seen.add(message.path("type").asText());
        message = ArenaAgent.later(spectator);
      }
      assertThat(seen).containsExactlyInAnyOrder("game_start", "game_state", "game_end");
      assertThat(spectator.closeCode()).isEqualTo(1000);
    }
    List<String> all = told(ann, 0);
    assertThat(all)
        .containsExactly("match_found", "match_starting", "game_end", "game_end", "match_end");
    for (int since = 1; since < all.size(); since++) {
      assertThat(told(ann, since)).isEqualTo(all.subList(since, all.size()));
    }
  }

  /** What a player is told after a sequence until its match is over; nothing is left out. */
  private static List<String> told(ArenaAgent agent, long since) throws Exception {
    List<String> types = new ArrayList<>();
    try (LiveSocket socket = agent.listen("?state_hz=0&since=" + since)) {
      while (types.isEmpty() || !types.get(types.size() - 1).equals("match_end")) {
        JsonNode notice = ArenaAgent.later(socket);
        types.add(notice.path("type").asText());
        assertThat(notice.path("sequence").asLong()).isEqualTo(since + types.size());
      }
    }
    return types;
  }

  @Test
  void silenceVoidsTheMatchAndWhoAcceptedWaitsAgain() throws Exception {
    Map<String, String> hasty = new HashMap<>(FAST);
    hasty.put("hosting.accept-within", "2s");
    try (RunningServer strict = RunningServer.start(folder.resolve("strict"), hasty)) {
      byte[] zip = SampleFighters.idle("idler");
      ArenaAgent ann = ArenaAgent.register(strict, "prompt").upload("idler", zip);
      ArenaAgent bob = ArenaAgent.register(strict, "silent").upload("idler", zip);
      try (LiveSocket toAnn = ann.listen("");
          LiveSocket toBob = bob.listen("")) {
        String match = paired(ann, "idler", bob, "idler");
        ann.accept(match);
        assertThat(ArenaAgent.await(toAnn, "match_void").path("requeued").asBoolean()).isTrue();
        assertThat(ArenaAgent.await(toBob, "match_void").path("requeued").asBoolean()).isFalse();
        backInQueue(ann);
        refused(bob.answer(match, "accept"), 400, "series_refused", "");
        refused(bob.join("idler", "\"bo3\"", ""), 400, "cooling_down", "join again in");
        assertThat(strict.get("/api/v1/matches/" + match).at("/status")).isEqualTo("void");
      }
    }
  }
}
