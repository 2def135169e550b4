package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.local.NodePackages;
import io.lanista.client.Agent;
import io.lanista.client.AgentConfig;
import io.lanista.client.ArenaClient;
import io.lanista.client.ArenaException;
import io.lanista.client.Game;
import io.lanista.client.JoinRequest;
import io.lanista.client.MatchView;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.DemoRunner;
import io.lanista.distribution.cli.ResultVerification;
import io.lanista.engine.settlement.Results;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The demo's match against a chain on this machine: both sides stake on it, the server records the
 * signed result, posts the ratings and resolves the prediction pool, the winner settles the wager,
 * and everything is read back from the contracts. The chain is a new one each time, and so is the
 * server's data.
 */
public final class ChainDemo implements DemoRunner {
  private static final Duration TO_MEET = Duration.ofSeconds(30);
  private static final Duration TO_END = Duration.ofMinutes(2);

  private final Map<String, String> environment;
  private final ResultVerification verification;

  /**
   * A demo.
   *
   * @param environment whose LANISTA_ variables its server heeds, but for those of the chain
   */
  public ChainDemo(Map<String, String> environment, ResultVerification verification) {
    this.environment = Map.copyOf(environment);
    this.verification = verification;
  }

  @Override
  public int run(Options options, PrintWriter out) throws StartupException {
    Story story = new Story(out);
    Path folder = DemoServer.folder(options);
    try (DemoChain chain =
        DemoChain.start(new NodePackages(packages(options.home(), folder)), folder, story)) {
      Path data = Files.createTempDirectory(folder, "server-");
      Map<String, String> keys = new HashMap<>(chain.keys());
      // The game was recorded long before this match is made.
      keys.put("replay.check-start", "false");
      // Blocks take a second, and machines that build other things take longer.
      keys.put("wager.proposal-window", "60s");
      keys.put("wager.answer-window", "60s");
      try (DemoServer server =
          DemoServer.start(options, data, chain.environment(environment), keys)) {
        story.tell("server", server.address() + "   (data in " + data + ")");
        int code = new Round(chain, server, data, story, verification).play();
        server.invite(options.keep(), List.of("/docs", "/matches", "/health"), story);
        return code;
      }
    } catch (IOException failed) {
      throw new StartupException(String.valueOf(failed.getMessage()), failed);
    } catch (ChainException failed) {
      throw new StartupException(
          "The demo's chain does not do as it should: " + failed.getMessage(), failed);
    }
  }

  /**
   * Where npm's packages go: into the build's folder when the program runs from where it was built,
   * so that the demo and the build's tests share them, else beside the demo's data.
   */
  private static Path packages(Path home, Path folder) {
    Path target = home.getParent();
    boolean built =
        target != null
            && target.endsWith(Path.of("distribution", "target"))
            && Files.exists(target.resolve("../../pom.xml"));
    return built ? target.resolve("../../target/npm").normalize() : folder.resolve("npm");
  }

  /** One match. */
  private record Round(
      DemoChain chain, DemoServer server, Path data, Story story, ResultVerification verification) {
    int play() throws StartupException, IOException {
      DemoGame game = DemoGame.choose(Optional.empty(), data);
      List<ChainPlayer> players = List.of(chain.player(), chain.player());
      for (ChainPlayer player : players) {
        story.tell("player", player.address() + "  owns agent " + player.agentId());
      }
      ExecutorService agents = Executors.newFixedThreadPool(2);
      try (ArenaClient arena = ArenaClient.connect(server.address())) {
        ChainPlayer winner = players.get(game.player(0).winner() ? 0 : 1);
        BigInteger had = chain.anvil().balance(winner.account().address());
        MatchView match = playOut(game, players, arena, agents);
        return conclude(match, players, winner, had, arena);
      } catch (CompletionException failed) {
        story.tell("failed", String.valueOf(failed.getCause().getMessage()));
        return 1;
      } catch (IOException | ArenaException | ChainException failed) {
        story.tell("failed", String.valueOf(failed.getMessage()));
        return 1;
      } finally {
        agents.shutdownNow();
      }
    }

    private MatchView playOut(
        DemoGame game, List<ChainPlayer> players, ArenaClient arena, ExecutorService agents) {
      CountDownLatch shown = new CountDownLatch(1);
      List<CompletableFuture<Agent.Played>> sides =
          List.of(
              side(
                  game,
                  0,
                  players.get(0),
                  WageringAgent.proposing(
                      new SampleAgent(game, 0, shown, story),
                      chain,
                      players.get(0),
                      players.get(1),
                      story),
                  arena,
                  agents),
              side(
                  game,
                  1,
                  players.get(1),
                  WageringAgent.accepting(
                      new SampleAgent(game, 1, shown, story), chain, players.get(1), story),
                  arena,
                  agents));
      sides.get(1).join();
      return sides.get(0).join().match().orElseThrow();
    }

    private CompletableFuture<Agent.Played> side(
        DemoGame game,
        int index,
        ChainPlayer player,
        Game agent,
        ArenaClient arena,
        ExecutorService agents) {
      String code = game.player(index).connectCode();
      AgentConfig config =
          AgentConfig.of(
                  JoinRequest.of(code).fighter("sample-" + (index + 1)).agent(player.agentId()),
                  data.resolve("side-" + (index + 1) + ".json"))
              .signing(player)
              .waiting(TO_MEET, TO_END);
      Game told =
          assignment -> {
            story.tell(
                "paired", code + " is " + assignment.side() + " of match " + assignment.matchId());
            return agent.play(assignment);
          };
      return CompletableFuture.supplyAsync(
          () -> {
            Agent.Played played = Agent.play(arena, config, told);
            played
                .signatures()
                .ifPresent(
                    s -> story.tell("signed", code + ", " + s.signaturesReceived() + " of 2"));
            return played;
          },
          agents);
    }

    private int conclude(
        MatchView match,
        List<ChainPlayer> players,
        ChainPlayer winner,
        BigInteger had,
        ArenaClient arena)
        throws IOException {
      ChainAudit audit =
          new ChainAudit(chain, new ApiClient(server.address()), arena, match.id(), story);
      Bytes32 id = Results.onChainId(new MatchId(UUID.fromString(match.id())));
      JsonNode shown = audit.awaitConfirmed();
      audit.record(id);
      boolean inOrder = shown.path("p1_wallet").asText().equalsIgnoreCase(players.get(0).address());
      audit.rating(players.get(0), inOrder ? "p1" : "p2");
      audit.rating(players.get(1), inOrder ? "p2" : "p1");
      audit.pool(shown);
      ChainPlayer loser = players.get(winner.equals(players.get(0)) ? 1 : 0);
      audit.wager(winner, loser, had, id);
      audit.proof(data.resolve("proof.json"), verification);
      story.plain("");
      audit.transactions(players);
      audit.missing().forEach(what -> story.tell("MISSING", what));
      story.tell(
          "result",
          audit.missing().isEmpty()
              ? "all of it is on chain, once"
              : "this is NOT what should be on chain");
      return audit.missing().isEmpty() ? 0 : 1;
    }
  }
}
