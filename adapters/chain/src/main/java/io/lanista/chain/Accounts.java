package io.lanista.chain;

import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.HexFormat;
import org.web3j.crypto.Keys;

/** How accounts follow from keys: the last 20 bytes of the public key's keccak256. */
final class Accounts {
  private Accounts() {}

  /** The account of an uncompressed public key, without its leading 4. */
  static WalletAddress address(BigInteger publicKey) {
    return WalletAddress.of(HexFormat.of().parseHex(Keys.getAddress(publicKey)));
  }
}
