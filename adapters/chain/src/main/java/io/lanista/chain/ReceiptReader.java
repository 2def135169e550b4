package io.lanista.chain;

import io.lanista.ports.chain.Receipt;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** Reads a node's receipt of a transaction. */
final class ReceiptReader {
  private static final String POOL_CREATED =
      Hash.sha3String("PoolCreated(uint256,bytes32,address,address)");

  private final Optional<WalletAddress> pools;

  /**
   * A reader.
   *
   * @param pools whose word counts about which pool was made
   */
  ReceiptReader(Optional<WalletAddress> pools) {
    this.pools = pools;
  }

  /**
   * What a receipt says; empty if the transaction waits for a block yet.
   *
   * @param senseless what is thrown if it is no receipt of this transaction
   */
  Optional<Receipt> read(
      Bytes32 hash, TransactionReceipt receipt, Supplier<? extends RuntimeException> senseless) {
    if (receipt.getBlockHash() == null) {
      return Optional.empty();
    }
    try {
      BigInteger block = receipt.getBlockNumber();
      if (!hash.toString().equalsIgnoreCase(receipt.getTransactionHash())
          || block.bitLength() >= Long.SIZE) {
        throw senseless.get();
      }
      return Optional.of(
          new Receipt(
              hash,
              block.longValue(),
              Bytes32.of(HexFormat.of().parseHex(receipt.getBlockHash(), 2, 66)),
              Objects.equals(receipt.getStatus(), "0x1"),
              pool(receipt.getLogs())));
    } catch (IllegalArgumentException
        | NullPointerException
        | IndexOutOfBoundsException
        | UnsupportedOperationException unreadable) {
      throw senseless.get();
    }
  }

  private Optional<BigInteger> pool(List<Log> logs) {
    return pools.flatMap(
        contract ->
            logs.stream()
                .filter(log -> contract.toString().equalsIgnoreCase(log.getAddress()))
                .filter(log -> log.getTopics().size() > 1)
                .filter(log -> POOL_CREATED.equalsIgnoreCase(log.getTopics().get(0)))
                .map(log -> Numeric.toBigInt(log.getTopics().get(1)))
                .findFirst());
  }
}
