package io.lanista.ports.chain;

import java.math.BigInteger;

/**
 * What a transaction offers for each unit of gas (EIP-1559), in wei.
 *
 * @param tip at most this goes to whoever builds the block
 * @param max at most this is paid in all, the base fee included
 */
public record Fees(BigInteger tip, BigInteger max) {
  public Fees {
    if (tip.signum() < 0 || max.compareTo(tip) < 0) {
      throw new IllegalArgumentException(
          "A fee is not negative, and its maximum not below its tip.");
    }
  }

  /** The least that nodes take in place of these: both a quarter higher (they ask for a tenth). */
  public Fees raised() {
    return new Fees(quarterMore(tip), quarterMore(max));
  }

  /** The higher of the two, part by part. */
  public Fees atLeast(Fees other) {
    return new Fees(tip.max(other.tip), max.max(other.max));
  }

  private static BigInteger quarterMore(BigInteger wei) {
    return wei.multiply(BigInteger.valueOf(5)).shiftRight(2).add(BigInteger.ONE);
  }
}
