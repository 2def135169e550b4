package io.lanista.ports.settlement;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Signatures without cryptography: a digest is a SHA-256, and a signature is the signer's address
 * (as r) and a hash of it with the digest (as s). Anyone can make one, so it proves nothing; it
 * only tells right from wrong in tests.
 */
public final class FakeSignatureRecovery implements SignatureRecovery {
  private static final byte V = 27;

  @Override
  public Bytes32 digest(SigningDomain domain, MatchResult result) {
    return Bytes32.of(sha256((domain + "|" + result).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Recovery recover(Bytes32 digest, Signature signature) {
    Optional<String> problem = CanonicalForm.problem(signature);
    if (problem.isPresent()) {
      return Recovery.failed(problem.get());
    }
    byte[] address = new byte[20];
    ByteBuffer.wrap(signature.bytes(), 12, 20).get(address);
    WalletAddress signer = WalletAddress.of(address);
    byte[] given = signature.bytes();
    given[64] = (byte) (V + CanonicalForm.recoveryId(signature));
    if (!Signature.of(given).equals(sign(signer, digest))) {
      return Recovery.failed("The signature does not belong to any account.");
    }
    return Recovery.of(signer);
  }

  /** The signature of an account under a digest. */
  public static Signature sign(WalletAddress signer, Bytes32 digest) {
    byte[] seal = sha256(ByteBuffer.allocate(52).put(signer.bytes()).put(digest.bytes()).array());
    seal[0] &= 0x3f; // low s
    seal[31] |= 1; // never zero
    return Signature.of(
        ByteBuffer.allocate(65).put(new byte[12]).put(signer.bytes()).put(seal).put(V).array());
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
