package io.lanista.chain;

import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;

/** How accounts follow from keys: the last 20 bytes of the public key's keccak256. */
final class Accounts {
  private Accounts() {}

  /** The account of an uncompressed public key, without its leading 4. */
  static WalletAddress address(BigInteger publicKey) {
    return WalletAddress.of(HexFormat.of().parseHex(Keys.getAddress(publicKey)));
  }

  /** The account of an uncompressed public key: 65 bytes, the first of them 4. */
  static WalletAddress address(byte[] publicKey) {
    byte[] hash = Hash.sha3(publicKey, 1, publicKey.length - 1);
    return WalletAddress.of(Arrays.copyOfRange(hash, hash.length - 20, hash.length));
  }
}
