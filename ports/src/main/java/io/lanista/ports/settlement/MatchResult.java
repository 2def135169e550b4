package io.lanista.ports.settlement;

import java.util.Objects;

/**
 * The EIP-712 struct both sides sign (spec 1, Signatures): {@code MatchResult(bytes32
 * matchId,address winner,address loser,string gameId,uint8 winnerScore,uint8 loserScore,bytes32
 * replayHash,uint256 timestamp)}.
 *
 * @param matchId SHA-256 of the UTF-8 text of the match's UUID
 * @param replayHash zero when there is no replay
 * @param timestampSeconds seconds since the epoch
 */
public record MatchResult(
    Bytes32 matchId,
    WalletAddress winner,
    WalletAddress loser,
    String gameId,
    int winnerScore,
    int loserScore,
    Bytes32 replayHash,
    long timestampSeconds) {
  public MatchResult {
    Objects.requireNonNull(matchId);
    Objects.requireNonNull(winner);
    Objects.requireNonNull(loser);
    Objects.requireNonNull(gameId);
    Objects.requireNonNull(replayHash);
    if ((winnerScore | loserScore) < 0 || winnerScore > 255 || loserScore > 255) {
      throw new IllegalArgumentException("Scores are uint8.");
    }
    if (timestampSeconds < 0) {
      throw new IllegalArgumentException("A timestamp is not negative.");
    }
  }
}
