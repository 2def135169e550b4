package io.lanista.chain;

import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** Signs transactions of one account for one chain, of the kind EIP-1559 made. Thread-safe. */
public final class TransactionSigner {
  private final long chainId;
  private final Wallet wallet;

  /**
   * A signer.
   *
   * @throws IllegalArgumentException if the chain's id has more than 63 bits
   */
  public TransactionSigner(BigInteger chainId, Wallet wallet) {
    if (chainId.signum() <= 0 || chainId.bitLength() >= Long.SIZE) {
      throw new IllegalArgumentException(
          "A chain's id is between 1 and 2^63 - 1; given: " + chainId);
    }
    this.chainId = chainId.longValue();
    this.wallet = wallet;
  }

  /**
   * The same arguments give the same transaction.
   *
   * @param to the contract; empty to make one
   * @param wei what is sent with it
   */
  public SignedTransaction sign(
      Optional<WalletAddress> to, byte[] data, BigInteger wei, long nonce, long gas, Fees fees) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chainId,
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(gas),
            to.map(WalletAddress::toString).orElse(""),
            wei,
            hex(data),
            fees.tip(),
            fees.max());
    byte[] signed = TransactionEncoder.signMessage(transaction, wallet.credentials());
    return new SignedTransaction(Bytes32.of(Hash.sha3(signed)), nonce, fees, hex(signed));
  }

  static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
