package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.DemoRunner;
import io.lanista.judges.standin.StandInCodeforces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An Arena room and a Blitz room on a server of its own. Two teams hand in solutions at a stand-in
 * for Codeforces, which the server polls as it would the real one; a viewer shows the board live.
 */
public final class RoomsDemo implements DemoRunner {
  private static final long LONGEST_ROOM_SECONDS = 60;
  private static final List<String> TEAMS = List.of("red", "blue");
  private static final Map<String, String> MEMBERS = Map.of("red", "ada", "blue", "bob");

  private final Map<String, String> environment;
  private final ObjectMapper json = new ObjectMapper();

  /** A demo that heeds these LANISTA_ variables like a server does. */
  public RoomsDemo(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public int run(Options options, PrintWriter out) throws StartupException {
    Story story = new Story(out);
    Path folder = DemoServer.folder(options);
    try (StandInCodeforces judge = StandInCodeforces.start();
        DemoServer server =
            DemoServer.start(options, folder, environment, keys(judge.base().toString()))) {
      story.tell("server", server.address() + "   (data in " + folder + ")");
      story.tell("judge", judge.base() + "   (stands in for Codeforces)");
      MEMBERS.values().forEach(account -> judge.user(account, Optional.empty()));
      RoomClient rooms = new RoomClient(server.address());
      Map<String, String> apiKeys = register(rooms);
      boolean asPlanned = true;
      for (RoomScript script : List.of(RoomScript.arena(), RoomScript.blitz())) {
        asPlanned &= play(script, rooms, apiKeys, judge, out, story);
      }
      server.invite(options.keep(), List.of("/docs", "/api/v1/rooms", "/health"), story);
      return asPlanned ? 0 : 1;
    } catch (IOException failed) {
      story.tell("failed", String.valueOf(failed.getMessage()));
      return 1;
    }
  }

  private static Map<String, String> keys(String judge) {
    return Map.of(
        "rooms.judge", "codeforces",
        "judges.codeforces.enabled", "true",
        "judges.codeforces.url", judge,
        "judges.codeforces.spacing", "200ms");
  }

  /** Names that are new on this server even if its folder is used again. */
  private static Map<String, String> register(RoomClient rooms) throws IOException {
    Map<String, String> keys = new HashMap<>();
    String suffix = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    for (String team : TEAMS) {
      String username = MEMBERS.get(team) + "-" + suffix;
      keys.put(username, rooms.register(username));
    }
    return keys;
  }

  private boolean play(
      RoomScript script,
      RoomClient rooms,
      Map<String, String> apiKeys,
      StandInCodeforces judge,
      PrintWriter out,
      Story story)
      throws IOException {
    story.plain("");
    story.tell(script.format(), script.about());
    String creator = apiKeys.values().iterator().next();
    String room = rooms.create(creator, request(script, apiKeys.keySet()));
    Board board = new Board(out, redraws(), TEAMS);
    CompletableFuture<Void> started = new CompletableFuture<>();
    CompletableFuture<Void> seen =
        rooms.watch(
            room,
            (type, data) -> {
              board.take(type, data);
              if (type.equals("room.started")) {
                started.complete(null);
              }
            });
    for (String key : apiKeys.values()) {
      rooms.ready(key, room);
    }
    await(started, "start");
    handIn(script, judge);
    await(seen, "end");
    JsonNode state = rooms.state(room);
    String winner = state.path("winner").asText("nobody");
    boolean asPlanned =
        state.path("status").asText().equals("ended") && winner.equals(script.winner());
    story.tell(
        "result",
        winner
            + " wins ("
            + state.path("reason").asText()
            + "), "
            + state.path("scores")
            + (asPlanned ? ", as planned" : ", which is NOT what was planned"));
    return asPlanned;
  }

  private static void handIn(RoomScript script, StandInCodeforces judge) throws IOException {
    try {
      script.handIn(judge, MEMBERS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private ObjectNode request(RoomScript script, Iterable<String> usernames) {
    ObjectNode request = json.createObjectNode().put("format", script.format());
    request.put("name", "The demo's " + script.format());
    request.put("limit_seconds", script.limitSeconds()).put("grace_seconds", script.graceSeconds());
    ArrayNode teams = request.putArray("teams");
    for (String team : TEAMS) {
      ObjectNode entered = teams.addObject().put("id", team).put("name", "Team " + team);
      ArrayNode members = entered.putArray("members");
      for (String username : usernames) {
        if (username.startsWith(MEMBERS.get(team) + "-")) {
          members.addObject().put("username", username).put("judge_account", MEMBERS.get(team));
        }
      }
    }
    ArrayNode problems = request.putArray("problems");
    script
        .problems()
        .forEach(
            given -> {
              ObjectNode problem = problems.addObject();
              problem.put("problem_id", given.getKey()).put("rating", given.getValue());
              script.problemSeconds().ifPresent(most -> problem.put("limit_seconds", most));
            });
    return request;
  }

  private static boolean redraws() {
    return System.console() != null && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
  }

  private static void await(CompletableFuture<Void> event, String what) throws IOException {
    try {
      event.get(LONGEST_ROOM_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (TimeoutException late) {
      throw new IOException("The room's " + what + " did not come in time.", late);
    } catch (ExecutionException failed) {
      throw new IOException("The room's events cannot be read: " + failed.getCause(), failed);
    }
  }
}
