package io.lanista.distribution.result;

import io.lanista.distribution.doctor.Finding;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.settlement.MatchResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that a proof's result is the one that is recorded on chain. */
public final class ChainLookup {
  private final RecordedResults results;

  public ChainLookup(RecordedResults results) {
    this.results = results;
  }

  /** How the chain's word and the document's compare. */
  public List<Finding> look(ProofDocument proof, URI rpc) {
    Optional<MatchResult> recorded;
    try {
      recorded = results.find(rpc, proof.domain(), proof.result().matchId());
    } catch (ChainException trouble) {
      return List.of(
          Finding.bad(
              "chain",
              "could not be asked: " + trouble.getMessage(),
              "Whether the result is recorded is not known."));
    }
    if (recorded.isEmpty()) {
      return List.of(
          Finding.bad(
              "chain",
              "the contract has no result of this match",
              "The document says: " + proof.chain().status() + ". Later again, if it is not yet."));
    }
    List<String> differences = differences(proof.result(), recorded.get());
    return differences.isEmpty()
        ? List.of(Finding.ok("chain", "recorded by the contract, and the same"))
        : differences.stream()
            .map(difference -> Finding.bad("chain", difference, "Another result is recorded."))
            .toList();
  }

  private static List<String> differences(MatchResult signed, MatchResult recorded) {
    List<String> differences = new ArrayList<>();
    compare("match id", signed.matchId(), recorded.matchId(), differences);
    compare("winner", signed.winner(), recorded.winner(), differences);
    compare("loser", signed.loser(), recorded.loser(), differences);
    compare("game", signed.gameId(), recorded.gameId(), differences);
    compare("winner's score", signed.winnerScore(), recorded.winnerScore(), differences);
    compare("loser's score", signed.loserScore(), recorded.loserScore(), differences);
    compare("replay hash", signed.replayHash(), recorded.replayHash(), differences);
    compare("timestamp", signed.timestampSeconds(), recorded.timestampSeconds(), differences);
    return differences;
  }

  private static void compare(
      String what, Object signed, Object recorded, List<String> differences) {
    if (!signed.equals(recorded)) {
      differences.add("has " + recorded + " as the " + what + ", not " + signed);
    }
  }
}
