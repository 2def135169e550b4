package io.lanista.ports.chain;

import io.lanista.ports.settlement.Bytes32;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * That a transaction is in a block of the chain as it is now; a reorganisation may take it out
 * again.
 *
 * @param succeeded false if the call reverted in the block
 * @param poolId the pool that was created, if the call created one
 */
public record Receipt(
    Bytes32 hash, long block, Bytes32 blockHash, boolean succeeded, Optional<BigInteger> poolId) {
  public Receipt {
    Objects.requireNonNull(hash);
    Objects.requireNonNull(blockHash);
    Objects.requireNonNull(poolId);
  }
}
