package io.lanista.chain;

import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;

/**
 * The account that pays for transactions, with its private key, which nothing that is public here
 * gives away. Immutable.
 */
public final class Wallet {
  private final Credentials credentials;
  private final WalletAddress address;

  private Wallet(ECKeyPair keys) {
    credentials = Credentials.create(keys);
    address = Accounts.address(keys.getPublicKey());
  }

  /**
   * The account of a private key.
   *
   * @param key 32 bytes; they are not kept, so the caller may wipe them
   * @throws IllegalArgumentException if it is no key; the message does not repeat it
   */
  public static Wallet of(byte[] key) {
    if (key.length != 32) {
      throw new IllegalArgumentException(
          "A private key has 32 bytes (64 hexadecimal digits); this one has " + key.length + ".");
    }
    BigInteger number = new BigInteger(1, key);
    if (number.signum() == 0 || number.compareTo(CanonicalForm.ORDER) >= 0) {
      throw new IllegalArgumentException(
          "The private key is not between 1 and the secp256k1 group's order.");
    }
    return new Wallet(ECKeyPair.create(number));
  }

  /** What the chain knows it as. */
  public WalletAddress address() {
    return address;
  }

  Credentials credentials() {
    return credentials;
  }

  /** The address only. */
  @Override
  public String toString() {
    return "Wallet[" + address + "]";
  }
}
