package io.lanista.ports.chain;

import java.math.BigInteger;
import java.util.Objects;

/**
 * The chain and the engine's wallet as they are now.
 *
 * @param block the newest block's number
 * @param nonce how many of the wallet's transactions are in blocks: the first nonce not yet used
 * @param balanceWei what the wallet has for gas
 */
public record ChainHead(BigInteger chainId, long block, long nonce, BigInteger balanceWei) {
  public ChainHead {
    Objects.requireNonNull(chainId);
    Objects.requireNonNull(balanceWei);
  }
}
