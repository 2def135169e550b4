package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.client.Agent;
import io.lanista.client.AgentConfig;
import io.lanista.client.ArenaClient;
import io.lanista.client.Game;
import io.lanista.client.JoinRequest;
import io.lanista.client.MatchView;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.DemoRunner;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A whole match on a server of its own: two sample agents queue, are paired, stream a recorded
 * game, report, and sign, all over HTTP and WebSocket like anybody's agents. A demo that was killed
 * goes on where it was when it is started again on the same folder.
 */
public final class Demo implements DemoRunner {
  private static final Duration TO_MEET = Duration.ofSeconds(30);
  private static final Duration TO_END = Duration.ofMinutes(2);

  private final Map<String, String> environment;

  /** A demo that heeds these LANISTA_ variables like a server does. */
  public Demo(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public int run(Options options, PrintWriter out) throws StartupException {
    Story story = new Story(out);
    Path folder = DemoServer.folder(options);
    DemoGame game = DemoGame.choose(options.replay(), folder);
    // The game was recorded long before this match is made.
    Map<String, String> keys = Map.of("replay.check-start", "false");
    try (DemoServer server = DemoServer.start(options, folder, environment, keys)) {
      story.tell("server", server.address() + "   (data in " + folder + ")");
      int code = play(game, folder, server.address(), story);
      Files.deleteIfExists(folder.resolve("demo.slp"));
      server.invite(
          options.keep(), List.of("/docs", "/matches", "/api/v1/leaderboard", "/health"), story);
      return code;
    } catch (IOException failed) {
      throw new StartupException("The demo's files cannot be used: " + failed.getMessage(), failed);
    }
  }

  private int play(DemoGame game, Path folder, URI address, Story story) throws IOException {
    CountDownLatch shown = new CountDownLatch(1);
    ExecutorService agents = Executors.newFixedThreadPool(2);
    try (ArenaClient arena = ArenaClient.connect(address)) {
      List<CompletableFuture<Agent.Played>> sides =
          List.of(
              side(game, 0, folder, arena, shown, story, agents),
              side(game, 1, folder, arena, shown, story, agents));
      Agent.Played first = sides.get(0).join();
      sides.get(1).join();
      MatchView match = first.match().orElseThrow();
      return conclude(game, arena, arena.match(match.id()), address, story);
    } catch (CompletionException failed) {
      story.tell("failed", String.valueOf(failed.getCause().getMessage()));
      return 1;
    } finally {
      agents.shutdownNow();
    }
  }

  private static CompletableFuture<Agent.Played> side(
      DemoGame game,
      int index,
      Path folder,
      ArenaClient arena,
      CountDownLatch shown,
      Story story,
      ExecutorService agents)
      throws IOException {
    RecordedPlayer player = game.player(index);
    Path home = Files.createDirectories(folder.resolve("agents"));
    DemoWallet wallet = DemoWallet.in(home.resolve("side-" + (index + 1) + ".key"));
    AgentConfig config =
        AgentConfig.of(
                JoinRequest.of(player.connectCode()).fighter("sample-" + (index + 1)),
                home.resolve("side-" + (index + 1) + ".json"))
            .signing(wallet)
            .waiting(TO_MEET, TO_END);
    SampleAgent agent = new SampleAgent(game, index, shown, story);
    Game told =
        assignment -> {
          story.tell(
              "paired",
              player.connectCode()
                  + " is "
                  + assignment.side()
                  + " of match "
                  + assignment.matchId()
                  + ", against "
                  + assignment.opponentCode()
                  + (assignment.resumed() ? " (goes on after a restart)" : ""));
          if (index == 0) {
            arena.watch(assignment.matchId(), new Spectator(story, game.recording().frames()));
          }
          return agent.play(assignment);
        };
    return CompletableFuture.supplyAsync(
        () -> {
          story.tell("queue", player.connectCode() + " (" + player.displayName() + ") joins");
          Agent.Played played = Agent.play(arena, config, told);
          played
              .signatures()
              .ifPresent(
                  s ->
                      story.tell(
                          "signed",
                          player.connectCode()
                              + " with "
                              + wallet.address()
                              + ", "
                              + s.signaturesReceived()
                              + " of 2"));
          return played;
        },
        agents);
  }

  private static int conclude(
      DemoGame game, ArenaClient arena, MatchView match, URI address, Story story)
      throws IOException {
    boolean signed = arena.signatures(match.id()).readyForSubmission();
    boolean asRecorded =
        match.isCompleted()
            && match.winnerScore().filter(s -> s == game.winner().score()).isPresent()
            && match.loserScore().filter(s -> s == game.loser().score()).isPresent();
    story.tell(
        "settled",
        match.isCompleted()
            ? game.winner().connectCode()
                + " won "
                + match.winnerScore().orElse(0)
                + "-"
                + match.loserScore().orElse(0)
                + (asRecorded ? ", as recorded" : ", which is NOT what was recorded")
                + (signed ? "; both signatures verified" : "; NOT signed by both")
            : "the match is " + match.status());
    JsonNode record = document(address.resolve("/api/v1/matches/" + match.id()));
    for (String side : List.of("p1", "p2")) {
      JsonNode rated = record.path(side);
      int before = rated.path("elo_before").asInt();
      int after = rated.path("elo_after").asInt();
      story.tell(
          "rating",
          String.format(
              "%s %d -> %d (%+d)",
              rated.path("connect_code").asText(), before, after, after - before));
    }
    story.plain("");
    story.plain("The result, as " + address + "/matches/" + match.id() + " gives it:");
    story.plain(document(address.resolve("/matches/" + match.id())).toPrettyString());
    return asRecorded && signed ? 0 : 1;
  }

  private static JsonNode document(URI address) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
      return new ObjectMapper()
          .readTree(
              HttpClient.newHttpClient()
                  .send(request, HttpResponse.BodyHandlers.ofString())
                  .body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
