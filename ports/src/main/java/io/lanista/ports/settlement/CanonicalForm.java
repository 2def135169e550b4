package io.lanista.ports.settlement;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one way in which a secp256k1 signature may be written (spec 1, Signatures; EIP-2). Every
 * {@link SignatureRecovery} asks here before it recovers, because libraries disagree about the
 * forms outside it: some even return an account for s = 0.
 */
public final class CanonicalForm {
  /** The order of the secp256k1 group (SEC 2, section 2.4.1). */
  public static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private CanonicalForm() {}

  /** Why a signature is refused, in a sentence for its signer; empty if its form is right. */
  public static Optional<String> problem(Signature signature) {
    int v = signature.bytes()[64] & 0xff;
    if (v != 27 && v != 28 && v != 0 && v != 1) {
      return Optional.of(
          "The signature's last byte (v) must be 27 or 28 (or 0 or 1); it is " + v + ".");
    }
    BigInteger r = r(signature);
    if (r.signum() == 0 || r.compareTo(ORDER) >= 0) {
      return Optional.of("The signature's first 32 bytes (r) are not between 1 and n - 1.");
    }
    BigInteger s = s(signature);
    if (s.signum() == 0 || s.compareTo(ORDER) >= 0) {
      return Optional.of("The signature's second 32 bytes (s) are not between 1 and n - 1.");
    }
    if (s.compareTo(HALF_ORDER) > 0) {
      return Optional.of(
          "The signature's s is above n / 2 (EIP-2); send the equal one with n - s and the other"
              + " v.");
    }
    return Optional.empty();
  }

  /** The first number of a signature. */
  public static BigInteger r(Signature signature) {
    return new BigInteger(1, Arrays.copyOfRange(signature.bytes(), 0, 32));
  }

  /** The second number of a signature. */
  public static BigInteger s(Signature signature) {
    return new BigInteger(1, Arrays.copyOfRange(signature.bytes(), 32, 64));
  }

  /** 0 or 1, which of the two possible keys signed. Only for a signature without a problem. */
  public static int recoveryId(Signature signature) {
    int v = signature.bytes()[64] & 0xff;
    return v >= 27 ? v - 27 : v;
  }
}
