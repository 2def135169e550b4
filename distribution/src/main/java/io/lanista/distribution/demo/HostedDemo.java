package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.DemoRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Two registered players and their fighters, one in Python and one in Java: they are queued, paired
 * and accept, and the server plays a best of three between the fighters in its sandbox.
 */
public final class HostedDemo implements DemoRunner {
  private static final long LONGEST_SECONDS = 300;
  private static final int SHOWN_A_SECOND = 1;

  private final Map<String, String> environment;

  /** A demo that heeds these LANISTA_ variables like a server does. */
  public HostedDemo(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public int run(Options options, PrintWriter out) throws StartupException {
    Story story = new Story(out);
    Path folder = DemoServer.folder(options);
    Path samples = options.home().resolve("examples").resolve("fighters");
    try (DemoServer server = DemoServer.start(options, folder, environment, Map.of())) {
      story.tell("server", server.address() + "   (data in " + folder + ")");
      ApiClient api = new ApiClient(server.address());
      // Names that are new on this server even if its folder is used again.
      String suffix = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
      try (ArenaPlayer pia = ArenaPlayer.register(api, "pia-" + suffix);
          ArenaPlayer jan = ArenaPlayer.register(api, "jan-" + suffix)) {
        story.tell("players", pia.name() + " and " + jan.name() + " are registered");
        upload(pia, "rusher", samples.resolve("rusher-python"), "Python", story);
        upload(jan, "keeper", samples.resolve("keeper-java"), "Java", story);
        String match = play(pia, jan, story);
        boolean asPlanned = tell(api.get("/api/v1/matches/" + match, Optional.empty()), api, story);
        server.invite(
            options.keep(),
            List.of("/docs", "/api/v1/matches/" + match, "/api/v1/leaderboard?game=duel"),
            story);
        return asPlanned ? 0 : 1;
      }
    } catch (IOException failed) {
      story.tell("failed", String.valueOf(failed.getMessage()));
      return 1;
    }
  }

  private static void upload(
      ArenaPlayer player, String fighter, Path folder, String language, Story story)
      throws IOException {
    int version = player.upload(fighter, folder);
    story.tell(
        "fighter",
        player.name() + " uploads " + fighter + " (" + language + "), version " + version);
  }

  /** Plays a match between the two; its id. */
  private static String play(ArenaPlayer pia, ArenaPlayer jan, Story story) throws IOException {
    CompletableFuture<String> over = new CompletableFuture<>();
    pia.listen(SHOWN_A_SECOND, event -> hear(pia, event, true, over, story));
    jan.listen(0, event -> hear(jan, event, false, over, story));
    JsonNode first = pia.join("rusher", "CIRCLE", List.of("bo3"));
    story.tell(
        "queue",
        pia.name()
            + " waits at place "
            + first.path("queue_position").asInt()
            + ": "
            + first.path("reason").asText("paired at once"));
    jan.join("keeper", "SQUARE", List.of("bo3", "bo5"));
    story.tell("queue", jan.name() + " joins");
    try {
      return over.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (TimeoutException late) {
      throw new IOException("The match did not end in " + LONGEST_SECONDS + " seconds.", late);
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause().getMessage(), failed);
    }
  }

  private static void hear(
      ArenaPlayer player,
      JsonNode event,
      boolean tells,
      CompletableFuture<String> over,
      Story story) {
    String match = event.path("match_id").asText();
    switch (event.path("type").asText()) {
      case "match_found" -> {
        JsonNode opponent = event.path("opponent");
        story.tell(
            "found",
            player.name()
                + " is to play "
                + opponent.path("username").asText()
                + " ("
                + opponent.path("elo").asInt()
                + "), "
                + event.path("format").asText()
                + ", and accepts");
        accept(player, match, over);
      }
      case "match_starting" -> tellIf(tells, story, "starting", "match " + match);
      case "game_start" ->
          tellIf(
              tells,
              story,
              "game " + event.path("game_number").asInt(),
              "on " + event.path("stage").asText());
      case "game_state" -> tellIf(tells, story, "live", state(event));
      case "game_end" ->
          tellIf(
              tells,
              story,
              "game " + event.path("game_number").asInt(),
              event.path("winner").asText()
                  + " wins, stocks left "
                  + event.path("final_stocks").path("p1").asInt()
                  + "-"
                  + event.path("final_stocks").path("p2").asInt());
      case "match_end" -> over.complete(match);
      case "match_void" ->
          over.completeExceptionally(
              new IOException("The match is void: " + event.path("reason").asText()));
      default -> {
        // Pings and the like are for agents that wait long.
      }
    }
  }

  private static void accept(ArenaPlayer player, String match, CompletableFuture<String> over) {
    // Not on the thread that reads the socket.
    CompletableFuture.runAsync(
        () -> {
          try {
            player.accept(match);
          } catch (IOException refused) {
            over.completeExceptionally(refused);
          }
        });
  }

  private static void tellIf(boolean tells, Story story, String what, String details) {
    if (tells) {
      story.tell(what, details);
    }
  }

  private static String state(JsonNode event) {
    return String.format(
        Locale.ROOT,
        "frame %5d   %s   %s",
        event.path("frame").asInt(),
        side(event.path("p1")),
        side(event.path("p2")));
  }

  private static String side(JsonNode side) {
    return String.format(
        Locale.ROOT,
        "%s %d stocks %3.0f%%",
        side.path("character").asText(),
        side.path("stocks").asInt(),
        side.path("percent").asDouble());
  }

  private static boolean tell(JsonNode match, ApiClient api, Story story) {
    JsonNode winner = match.path(match.path("winner").asText("p1"));
    story.tell(
        "result",
        winner.path("username").asText("nobody") + " wins " + match.path("score").asText());
    for (String side : List.of("p1", "p2")) {
      int before = match.path(side).path("elo_before").asInt();
      int after = match.path(side).path("elo_after").asInt();
      story.tell(
          "rating",
          match.path(side).path("username").asText()
              + " "
              + before
              + " -> "
              + after
              + String.format(Locale.ROOT, " (%+d)", after - before));
    }
    boolean replays = true;
    for (JsonNode game : match.path("games")) {
      String url = game.path("replay_url").asText("");
      replays &= !url.isEmpty();
      story.tell(
          "replay",
          "game "
              + game.path("number").asInt()
              + ": "
              + api.resolve(url)
              + "   (a move took "
              + timing(game, "p1")
              + " and "
              + timing(game, "p2")
              + ")");
    }
    return replays && match.path("status").asText().equals("completed");
  }

  private static String timing(JsonNode game, String side) {
    return game.path(side).path("timing").path("median_micros").asLong() + " us";
  }
}
