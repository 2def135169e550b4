package io.lanista.ports.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A wager as its contract has it (spec 5, WagerInfo).
 *
 * @param opponent empty if anyone may accept
 * @param acceptedAt empty while nobody has accepted
 * @param match the on-chain id of the match that settled it, else empty
 */
public record ChainWager(
    WalletAddress proposer,
    Optional<WalletAddress> opponent,
    String game,
    BigInteger amountWei,
    Status status,
    Optional<Instant> acceptedAt,
    Optional<Bytes32> match) {
  /** In the order of the contract's numbers. */
  public enum Status {
    OPEN,
    ACCEPTED,
    SETTLED,
    CANCELLED,
    VOIDED
  }

  public ChainWager {
    Objects.requireNonNull(proposer);
    Objects.requireNonNull(opponent);
    Objects.requireNonNull(game);
    Objects.requireNonNull(amountWei);
    Objects.requireNonNull(status);
    Objects.requireNonNull(acceptedAt);
    Objects.requireNonNull(match);
  }
}
