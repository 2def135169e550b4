package io.lanista.ports.wager;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;

/**
 * A wager two sides agree on; the money itself moves on chain.
 *
 * @param amountWei 1..2^256-1
 * @param wagerId the wager's number in the contract, 0..2^256-1
 * @param answerBy until when the other side may accept or decline
 */
public record Wager(
    MatchId match,
    WagerStatus status,
    BigInteger amountWei,
    BigInteger wagerId,
    Side proposer,
    Instant proposedAt,
    Instant answerBy) {
  public Wager {
    Objects.requireNonNull(match);
    Objects.requireNonNull(status);
    Objects.requireNonNull(proposer);
    Objects.requireNonNull(proposedAt);
    Objects.requireNonNull(answerBy);
    if (amountWei.signum() <= 0 || amountWei.bitLength() > 256) {
      throw new IllegalArgumentException("A wager's amount is 1 to 2^256-1 wei.");
    }
    if (wagerId.signum() < 0 || wagerId.bitLength() > 256) {
      throw new IllegalArgumentException("A wager's id is 0 to 2^256-1.");
    }
  }

  public Wager with(WagerStatus next) {
    return new Wager(match, next, amountWei, wagerId, proposer, proposedAt, answerBy);
  }
}
