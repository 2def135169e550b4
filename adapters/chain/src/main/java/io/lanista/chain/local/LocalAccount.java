package io.lanista.chain.local;

import io.lanista.chain.TransactionSigner;
import io.lanista.chain.Wallet;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Somebody on a local chain who acts for itself: a player, a spectator, who deploys. Not for an
 * engine's wallet, whose nonces another keeps. One thread.
 */
public final class LocalAccount {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
  private static final long SECONDS_TO_MINE = 30;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Anvil chain;
  private final byte[] key;
  private final WalletAddress address;
  private final TransactionSigner signer;

  private LocalAccount(Anvil chain, byte[] key) {
    this.chain = chain;
    this.key = key;
    Wallet wallet = Wallet.of(key);
    this.address = wallet.address();
    this.signer = new TransactionSigner(chain.chainId(), wallet);
  }

  /** An account with a new key and some ether. */
  public static LocalAccount funded(Anvil chain, BigInteger wei) {
    byte[] key = new byte[32];
    // Below the group's order: its first bytes are all ones.
    RANDOM.nextBytes(key);
    key[0] &= 0x7f;
    return of(chain, key, wei);
  }

  /** The account of a key, with some ether. */
  public static LocalAccount of(Anvil chain, byte[] key, BigInteger wei) {
    LocalAccount account = new LocalAccount(chain, key.clone());
    chain.setBalance(account.address, wei);
    return account;
  }

  public WalletAddress address() {
    return address;
  }

  /** Its key, of 64 hexadecimal digits, to be configured or signed with. */
  public String key() {
    return HexFormat.of().formatHex(key);
  }

  /** Calls a contract, sending so much with it; returns when that is in a block. */
  Map<String, Object> call(EncodedCall call, BigInteger wei) {
    return send(Optional.of(call.to()), call.data(), wei);
  }

  /** Makes a contract. */
  WalletAddress deploy(byte[] code) {
    Map<String, Object> receipt = send(Optional.empty(), code, BigInteger.ZERO);
    return WalletAddress.parse((String) receipt.get("contractAddress"));
  }

  private Map<String, Object> send(Optional<WalletAddress> to, byte[] data, BigInteger wei) {
    BigInteger base = BigInteger.valueOf(100).multiply(GWEI);
    SignedTransaction signed =
        signer.sign(to, data, wei, chain.nonce(address), 8_000_000, new Fees(GWEI, base));
    chain.call("eth_sendRawTransaction", signed.raw());
    Map<String, Object> receipt = receipt(signed.hash());
    if (!"0x1".equals(receipt.get("status"))) {
      throw new IllegalStateException("A contract refused " + signed.hash() + ".");
    }
    return receipt;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> receipt(Bytes32 hash) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_MINE);
    Optional<Object> found = look(hash);
    if (found.isEmpty()) {
      // It may mine when told to only; else this is one block more.
      chain.mine(1);
    }
    while (found.isEmpty() && System.nanoTime() < end) {
      found = look(hash);
    }
    return (Map<String, Object>)
        found.orElseThrow(() -> new IllegalStateException(hash + " is in no block."));
  }

  private Optional<Object> look(Bytes32 hash) {
    return chain.call("eth_getTransactionReceipt", hash.toString());
  }

  /** The logs of a receipt. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> logs(Map<String, Object> receipt) {
    return (List<Map<String, Object>>) receipt.get("logs");
  }

  /** The address only. */
  @Override
  public String toString() {
    return "LocalAccount[" + address + "]";
  }
}
