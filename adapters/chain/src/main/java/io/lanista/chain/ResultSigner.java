package io.lanista.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Map;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

/**
 * Signs results with one private key, as an agent does. Thread-safe. The engine itself never holds
 * an agent's key. Signatures are deterministic (RFC 6979), with a low s and v 27 or 28.
 */
public final class ResultSigner {
  private final ECKeyPair keys;
  private final WalletAddress address;

  private ResultSigner(BigInteger privateKey) {
    if (privateKey.signum() <= 0 || privateKey.compareTo(CanonicalForm.ORDER) >= 0) {
      throw new IllegalArgumentException(
          "The private key is not between 1 and the secp256k1 group's order.");
    }
    keys = ECKeyPair.create(privateKey);
    address = Accounts.address(keys.getPublicKey());
  }

  /**
   * A signer for a private key of 64 hexadecimal digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  public static ResultSigner of(String privateKey) {
    String digits = privateKey.startsWith("0x") ? privateKey.substring(2) : privateKey;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "A private key is 64 hexadecimal digits, with or without 0x.");
    }
    return new ResultSigner(new BigInteger(digits, 16));
  }

  /** A signer for a private key, 1 to the group's order. */
  public static ResultSigner of(BigInteger privateKey) {
    return new ResultSigner(privateKey);
  }

  /** The account that signs. */
  public WalletAddress address() {
    return address;
  }

  /** Signs a result in a domain. */
  public Signature sign(SigningDomain domain, MatchResult result) {
    return sign(ResultEncoding.digest(ResultEncoding.domainSeparator(domain), result));
  }

  /**
   * Signs the document that {@code GET /matches/{id}/typed-data} answers, read from JSON into maps,
   * lists, strings and numbers. Whether the result in it is the true one is the caller's to check.
   *
   * @throws IllegalArgumentException if it is not exactly the typed data of a result
   */
  public Signature sign(Map<String, ?> typedData) {
    TypedDataReader document = new TypedDataReader(typedData);
    return sign(document.domain(), document.result());
  }

  /** Signs a digest. */
  public Signature sign(Bytes32 digest) {
    Sign.SignatureData data = Sign.signMessage(digest.bytes(), keys, false);
    return Signature.of(
        ByteBuffer.allocate(65).put(data.getR()).put(data.getS()).put(data.getV()).array());
  }

  @Override
  public String toString() {
    return "ResultSigner[" + address + "]";
  }
}
