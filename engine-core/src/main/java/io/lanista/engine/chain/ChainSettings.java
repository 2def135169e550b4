package io.lanista.engine.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the engine deals with the chain.
 *
 * @param confirmations in how many blocks, its own included, a transaction counts; 1..watchDepth
 * @param watchDepth for how many blocks it is watched for being taken out again; what was done is
 *     done anew under another nonce only when nothing within this depth can bring it back
 * @param pollInterval between two turns
 * @param stuckAfter how long a transaction may be in no block until it is offered for more
 * @param maxFeeWei what is offered at most for a unit of gas, if there is a bound
 * @param lowBalanceWei below which the operator is warned
 */
public record ChainSettings(
    int confirmations,
    int watchDepth,
    Duration pollInterval,
    Duration stuckAfter,
    Optional<BigInteger> maxFeeWei,
    BigInteger lowBalanceWei) {
  /** What holds unless it is configured otherwise; warns below a tenth of the chain's coin. */
  public static final ChainSettings USUAL =
      new ChainSettings(
          2,
          64,
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Optional.empty(),
          BigInteger.TEN.pow(17));

  public ChainSettings {
    Objects.requireNonNull(maxFeeWei);
    if (confirmations < 1 || watchDepth < confirmations) {
      throw new IllegalArgumentException(
          "chain.confirmations is at least 1 and at most chain.watch-depth; given: "
              + confirmations
              + " and "
              + watchDepth);
    }
    if (pollInterval.isNegative() || pollInterval.isZero() || stuckAfter.isNegative()) {
      throw new IllegalArgumentException(
          "chain.poll-interval is positive, and chain.stuck-after not negative.");
    }
    if (lowBalanceWei.signum() < 0) {
      throw new IllegalArgumentException("chain.low-balance is not negative.");
    }
  }
}
