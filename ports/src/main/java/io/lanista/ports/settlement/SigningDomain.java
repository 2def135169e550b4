package io.lanista.ports.settlement;

import java.math.BigInteger;
import java.util.Objects;

/**
 * The EIP-712 domain in which results are signed (spec 1, Signatures).
 *
 * @param chainId positive; 143 is the main net
 * @param verifyingContract the MatchProof contract
 */
public record SigningDomain(
    String name, String version, BigInteger chainId, WalletAddress verifyingContract) {
  public SigningDomain {
    Objects.requireNonNull(name);
    Objects.requireNonNull(version);
    Objects.requireNonNull(verifyingContract);
    if (chainId.signum() <= 0) {
      throw new IllegalArgumentException("A chain id is positive; given: " + chainId);
    }
  }
}
