package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.local.LocalContracts.Rating;
import io.lanista.client.ArenaClient;
import io.lanista.distribution.cli.ResultVerification;
import io.lanista.distribution.doctor.Finding;
import io.lanista.distribution.result.ChainLookup;
import io.lanista.distribution.result.ProofCheck;
import io.lanista.distribution.result.ProofDocument;
import io.lanista.distribution.result.ProofProblem;
import io.lanista.distribution.result.ProofReader;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainWager;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.WalletAddress;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads back from the chain what became of a match, tells of it, and notes what is missing. */
final class ChainAudit {
  private static final int DECIMALS_OF_ETHER = 18;

  private final DemoChain chain;
  private final ApiClient api;
  private final ArenaClient arena;
  private final String match;
  private final Story story;
  private final List<String> missing = new ArrayList<>();

  ChainAudit(DemoChain chain, ApiClient api, ArenaClient arena, String match, Story story) {
    this.chain = chain;
    this.api = api;
    this.arena = arena;
    this.match = match;
    this.story = story;
  }

  /** What is not as it should be, in sentences. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      missing.add(otherwise);
    }
  }

  /** Waits until the server says that the result counts; the match then. */
  JsonNode awaitConfirmed() throws IOException {
    JsonNode confirmed =
        Patience.until(
            "the result to be confirmed on chain",
            () -> {
              JsonNode now = api.get("/matches/" + match, Optional.empty());
              String status = now.path("chain").path("status").asText();
              if (status.equals("failed")) {
                throw new IOException("the server says that the result's recording failed");
              }
              return Optional.of(now).filter(seen -> status.equals("confirmed"));
            });
    story.tell(
        "confirmed",
        confirmed.path("chain").path("tx_hash").asText()
            + ", "
            + confirmed.path("chain").path("confirmations").asLong()
            + " confirmations");
    return confirmed;
  }

  /** The result as the contract has it. */
  void record(Bytes32 id) {
    Optional<MatchResult> recorded = chain.contracts().results().find(id);
    recorded.ifPresentOrElse(
        result ->
            story.tell(
                "on chain",
                result.winner()
                    + " beat "
                    + result.loser()
                    + " "
                    + result.winnerScore()
                    + "-"
                    + result.loserScore()
                    + " in "
                    + result.gameId()
                    + ", as match "
                    + result.matchId()),
        () -> require(false, "MatchProof has no result of the match"));
  }

  /** The rating of a side as the registry has it, against what the server says. */
  void rating(ChainPlayer player, String side) throws IOException {
    int expected =
        api.get("/api/v1/matches/" + match, Optional.empty()).path(side).path("elo_after").asInt();
    List<Rating> ratings =
        Patience.until(
            "the rating of agent " + player.agentId() + " on the registry",
            () ->
                Optional.of(chain.contracts().ratings(player.agentId(), WageringAgent.GAME))
                    .filter(found -> !found.isEmpty()));
    for (Rating rating : ratings) {
      story.tell(
          "rating",
          "agent "
              + player.agentId()
              + " ("
              + side
              + "): "
              + rating.signal()
              + " "
              + rating.value()
              + " in "
              + rating.game()
              + ", by "
              + rating.by());
    }
    require(
        ratings.size() == 1
            && ratings.get(0).value().equals(BigInteger.valueOf(expected))
            && ratings.get(0).by().equals(chain.engine()),
        "the registry does not have exactly the rating " + expected + " of " + side);
  }

  /** The pool that the server opened and resolved. */
  void pool(JsonNode shown) throws IOException {
    if (!shown.path("pool_id").isIntegralNumber()) {
      require(false, "the match has no prediction pool");
      return;
    }
    BigInteger pool = shown.path("pool_id").bigIntegerValue();
    Patience.until(
        "the prediction pool to be resolved",
        () -> Optional.of(pool).filter(open -> !chain.view().isPoolOpen(open)));
    story.tell("pool", "pool " + pool + " was opened for the match and is resolved");
  }

  /** The wager, which the winner settles, by the contract's word and by the server's. */
  void wager(ChainPlayer winner, ChainPlayer loser, BigInteger winnerHad, Bytes32 id)
      throws IOException {
    BigInteger wagerId = arena.wagers().of(match).wagerId().orElseThrow();
    chain.contracts().settleWager(winner.account(), wagerId, id);
    WalletAddress contract = chain.contracts().addresses().get(ChainContract.WAGER);
    BigInteger has = chain.anvil().balance(winner.account().address());
    story.tell(
        "settled",
        winner.address()
            + " has "
            + ether(has)
            + " ether (before the match "
            + ether(winnerHad)
            + "), "
            + loser.address()
            + " "
            + ether(chain.anvil().balance(loser.account().address()))
            + ", the contract "
            + ether(chain.anvil().balance(contract)));
    Optional<ChainWager> settled = chain.view().wager(wagerId);
    require(
        settled.filter(w -> w.status() == ChainWager.Status.SETTLED).isPresent()
            && settled.flatMap(ChainWager::match).filter(id::equals).isPresent()
            // All but gas: far less than the stake.
            && has.subtract(winnerHad).compareTo(WageringAgent.STAKE.shiftRight(1)) > 0
            && chain.anvil().balance(contract).signum() == 0,
        "the wager is not settled by the match, or its money is not the winner's");
    Patience.until(
        "the server to see the wager settled",
        () -> arena.wagers().of(match).wagerStatus().filter("settled"::equals));
    story.tell("wager", "wager " + wagerId + " is settled, also by the server's word");
  }

  /** Every transaction of the server and of the players. */
  void transactions(List<ChainPlayer> players) {
    List<WalletAddress> accounts = new ArrayList<>(List.of(chain.engine()));
    players.forEach(player -> accounts.add(player.account().address()));
    for (DemoChain.Sent sent : chain.sentBy(accounts)) {
      boolean server = sent.from().equals(chain.engine().toString());
      story.tell(
          "tx",
          String.format(
              "%s  block %-3d %-6s %s",
              sent.hash(), sent.block(), server ? "server" : "player", sent.method()));
    }
  }

  /** What {@code result verify} does, with the document that the server gives to anyone. */
  void proof(Path file, ResultVerification verification) throws IOException {
    byte[] document =
        api.get("/matches/" + match + "/proof", Optional.empty())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file, document);
    story.tell("verify", "lanista result verify " + file + " --rpc " + chain.anvil().url());
    List<Finding> findings = new ArrayList<>();
    try {
      ProofDocument proof = ProofReader.read(document);
      findings.addAll(
          new ProofCheck(verification.recovery())
              .look(proof, chain.contracts().addresses().find(ChainContract.MATCH_PROOF)));
      findings.addAll(new ChainLookup(verification.recorded()).look(proof, chain.anvil().url()));
    } catch (ProofProblem unreadable) {
      findings.add(Finding.bad("document", String.valueOf(unreadable.getMessage()), ""));
    }
    for (Finding finding : findings) {
      story.tell("verify", finding.subject() + ": " + finding.found());
      require(finding.grade() != Finding.Grade.BAD, "the proof: " + finding.found());
    }
  }

  private static String ether(BigInteger wei) {
    return new BigDecimal(wei, DECIMALS_OF_ETHER)
        .setScale(4, java.math.RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
