package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine is killed in the middle of hosted games, with fighters running: none of them survives,
 * and the series is played on from its last game's end. More rounds with -Dlanista.hosted.rounds,
 * others with -Dlanista.hosted.seed.
 */
class HostedCrashIT {
  private static final int ROUNDS = Integer.getInteger("lanista.hosted.rounds", 3);
  private static final long SEED = Long.getLong("lanista.hosted.seed", 1);

  /** So slow that a game is not over before the kill; no fighter is late on a busy machine. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "LANISTA_HOSTING_PACE", "300",
          "LANISTA_HOSTING_HELLO_DEADLINE", "60s",
          "LANISTA_HOSTING_MOVE_DEADLINE", "10s");

  @TempDir Path folder;

  @BeforeEach
  void assumeASandbox() {
    RealSandbox.assume(folder.resolve("trial"));
  }

  /**
   * When a round kills.
   *
   * @param game in which game of the series
   * @param states after so many of its states were seen
   */
  private record Kill(int game, int states) {
    static List<Kill> plan(Random random) {
      List<Kill> kills = new ArrayList<>();
      kills.add(new Kill(1 + random.nextInt(2), 1 + random.nextInt(60)));
      if (random.nextBoolean()) {
        kills.add(new Kill(2, 1 + random.nextInt(60)));
      }
      return kills;
    }
  }

  // Each wait has its own end; this is for as many rounds as anybody asks for.
  @Timeout(value = 6, unit = TimeUnit.HOURS)
  @Test
  void seriesGoesOnFromItsGameBoundaryAfterEveryKill() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = SEED + round;
      Random random = new Random(seed);
      try {
        play(
            folder.resolve("round-" + round),
            random.nextBoolean() ? "bo3" : "bo5",
            Kill.plan(random));
      } catch (AssertionError broken) {
        throw new AssertionError("with -Dlanista.hosted.seed=" + seed + ": " + broken, broken);
      }
    }
  }

  private static void play(Path data, String format, List<Kill> kills) throws Exception {
    ServerProcess process = ServerProcess.start(data, SETTINGS);
    try {
      ArenaAgent ann = ArenaAgent.register(process.client(), "ann");
      ArenaAgent bob = ArenaAgent.register(process.client(), "bob");
      ann.upload("rusher", SampleFighters.shipped("rusher-python"));
      bob.upload("stubborn", SampleFighters.stubborn("stubborn"));
      ann.join("rusher", '"' + format + '"', "");
      String match = bob.join("stubborn", '"' + format + '"', "").at("/match/id");
      ann.accept(match);
      bob.accept(match);
      for (Kill kill : kills) {
        awaitStates(ann, match, kill);
        JsonNode before = match(process.client(), match).path("games");
        killWithEverything(process, data);
        process = ServerProcess.start(data, SETTINGS);
        ann = ann.on(process.client());
        bob = bob.on(process.client());
        JsonNode after = match(process.client(), match);
        assertThat(after.path("status").asText()).isEqualTo("playing");
        for (int i = 0; i < before.size(); i++) {
          assertThat(after.path("games").path(i)).isEqualTo(before.path(i));
        }
      }
      List<Integer> told = toldOfGames(ann);
      assertThat(toldOfGames(bob)).isEqualTo(told);
      RunningServer client = process.client();
      JsonNode record = match(client, match);
      assertThat(told).hasSameSizeAs(record.path("games")).isSorted().doesNotHaveDuplicates();
      int wins = format.equals("bo3") ? 2 : 3;
      assertThat(record.path("status").asText()).as(record.toString()).isEqualTo("completed");
      assertThat(record.path("forfeit").asBoolean()).isFalse();
      assertThat(record.path("score").asText()).startsWith(wins + "-");
      eachGameOnce(record, wins);
      assertThat(ann.elo() + bob.elo()).isEqualTo(3000);
      assertThat(record.at("/p1/elo_after").asInt()).isEqualTo(ann.elo()).isNotEqualTo(1500);
      assertThat(client.get("/api/v1/players/ann/matches").body().path("matches")).hasSize(1);
      for (ArenaAgent agent : List.of(ann, bob)) {
        JsonNode standing = agent.standing();
        assertThat(standing.path("wins").asInt() + standing.path("losses").asInt()).isEqualTo(1);
      }
      process.terminate();
      assertThat(process.endsWithin(20)).isTrue();
    } finally {
      process.close();
    }
  }

  private static JsonNode match(RunningServer server, String match) throws Exception {
    return server.get("/api/v1/matches/" + match).body();
  }

  /** Watches until the moment of a kill: somewhere inside of a game. */
  private static void awaitStates(ArenaAgent agent, String match, Kill kill) throws Exception {
    try (LiveSocket live =
        agent.server().socket("/api/v1/matches/" + match + "/state?state_hz=60")) {
      int seen = 0;
      while (seen < kill.states()) {
        JsonNode message = ArenaAgent.await(live, "game_state");
        // An earlier kill's game may be over already when this one's is asked for.
        if (message.path("game_number").asInt() >= kill.game()) {
          seen++;
        }
      }
    }
  }

  private static void killWithEverything(ServerProcess process, Path data) throws Exception {
    List<ProcessHandle> fighters;
    try (Stream<ProcessHandle> below =
        ProcessHandle.of(process.pid()).orElseThrow().descendants()) {
      fighters = below.toList();
    }
    assertThat(fighters).as("processes of fighters").hasSizeGreaterThanOrEqualTo(2);
    process.kill();
    RunningServer.await(
        "no fighter outlives its engine",
        () -> fighters.stream().noneMatch(ProcessHandle::isAlive) && !names(data));
  }

  /** Whether a process is left whose command line names the folder. */
  private static boolean names(Path data) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.anyMatch(
          one ->
              one.info().commandLine().filter(line -> line.contains(data.toString())).isPresent());
    }
  }

  private static void eachGameOnce(JsonNode record, int wins) {
    Map<String, Integer> won = new HashMap<>();
    int number = 0;
    for (JsonNode game : record.path("games")) {
      assertThat(game.path("number").asInt()).isEqualTo(++number);
      assertThat(game.path("replay_url").asText()).endsWith("/" + number);
      won.merge(game.path("winner").asText(), 1, Integer::sum);
    }
    assertThat(won.get(record.path("winner").asText())).isEqualTo(wins);
  }

  /** Which games a player was told the end of, once its match is over; no notice is left out. */
  private static List<Integer> toldOfGames(ArenaAgent agent) throws Exception {
    List<String> types = new ArrayList<>();
    List<Integer> ended = new ArrayList<>();
    try (LiveSocket socket = agent.listen("?state_hz=0&since=0")) {
      String type = "";
      while (!type.equals("match_end") && !type.equals("match_void")) {
        JsonNode notice = ArenaAgent.later(socket);
        type = notice.path("type").asText();
        if (!notice.has("sequence")) {
          // Of the moment: a game begins.
          assertThat(type).isEqualTo("game_start");
          continue;
        }
        types.add(type);
        assertThat(notice.path("sequence").asInt()).isEqualTo(types.size());
        if (type.equals("game_end")) {
          ended.add(notice.path("game_number").asInt());
        }
      }
    }
    assertThat(types).startsWith("match_found", "match_starting").endsWith("match_end");
    return ended;
  }
}
