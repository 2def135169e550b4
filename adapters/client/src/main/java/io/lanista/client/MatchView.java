package io.lanista.client;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A match, as anyone may see it.
 *
 * @param status {@code playing}, {@code completed}, {@code expired} or {@code disputed}
 * @param winnerWallet once completed, if the winner gave one
 * @param resultTimestamp seconds since the epoch, as in the result to sign
 * @param wagerStatus as in {@link WagerView}; empty without a wager
 * @param wagerAmount wei, exact
 * @param wagerProposer {@code p1} or {@code p2}
 */
public record MatchView(
    String id,
    String status,
    Optional<String> p1ConnectCode,
    Optional<String> p2ConnectCode,
    Optional<String> p1Wallet,
    Optional<String> p2Wallet,
    Optional<String> p1Result,
    Optional<String> p2Result,
    Optional<String> winnerWallet,
    Optional<String> loserWallet,
    Optional<Integer> winnerScore,
    Optional<Integer> loserScore,
    Optional<Long> resultTimestamp,
    Optional<Instant> createdAt,
    Optional<Instant> completedAt,
    Optional<String> wagerStatus,
    Optional<BigInteger> wagerAmount,
    Optional<BigInteger> wagerId,
    Optional<String> wagerProposer) {
  public MatchView {
    Objects.requireNonNull(id, "id is missing");
    Objects.requireNonNull(status, "status is missing");
  }

  public boolean isPlaying() {
    return status.equals("playing");
  }

  public boolean isCompleted() {
    return status.equals("completed");
  }

  public boolean isDisputed() {
    return status.equals("disputed");
  }
}
