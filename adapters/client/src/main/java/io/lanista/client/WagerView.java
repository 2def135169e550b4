package io.lanista.client;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * A match's wager.
 *
 * @param wagerStatus {@code proposed}, {@code accepted}, {@code declined}, {@code settled}, {@code
 *     expired}, {@code cancelled} or {@code voided}; empty without a wager
 * @param wagerAmount wei, exact
 * @param wagerId its number in the contract
 * @param wagerProposer {@code p1} or {@code p2}
 */
public record WagerView(
    String matchId,
    Optional<String> wagerStatus,
    Optional<BigInteger> wagerAmount,
    Optional<BigInteger> wagerId,
    Optional<String> wagerProposer) {
  public WagerView {
    Objects.requireNonNull(matchId, "match_id is missing");
  }
}
