package io.lanista.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.Signature;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;

/** Numbers at which the arithmetic of secp256k1 (SEC 2, section 2.4.1) goes another way. */
final class CurveNumbers {
  /** The x coordinate of the point that the group is made from. */
  static final BigInteger GENERATOR =
      new BigInteger("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16);

  /** 5^3 + 7 is not a square modulo p, so no point has x = 5. */
  static final BigInteger OFF_CURVE = BigInteger.valueOf(5);

  /** The prime that coordinates are taken modulo. */
  private static final BigInteger P =
      new BigInteger("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16);

  private static final BigInteger N = CanonicalForm.ORDER;
  private static final BigInteger HALF = N.shiftRight(1);
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  /** All of them, each with what comes before and after it, as far as 32 bytes hold them. */
  static final List<BigInteger> EDGES =
      List.of(
              BigInteger.ONE,
              OFF_CURVE,
              GENERATOR,
              N.subtract(GENERATOR),
              BigInteger.ONE.shiftLeft(128),
              HALF,
              HALF.add(BigInteger.ONE),
              P.subtract(N),
              N,
              P,
              MAX)
          .stream()
          .flatMap(at -> List.of(at.subtract(BigInteger.ONE), at, at.add(BigInteger.ONE)).stream())
          .filter(number -> number.bitLength() <= 256)
          .distinct()
          .toList();

  private CurveNumbers() {}

  static Signature signature(BigInteger r, BigInteger s, int v) {
    return Signature.of(ByteBuffer.allocate(65).put(word(r)).put(word(s)).put((byte) v).array());
  }

  static Bytes32 bytes32(BigInteger number) {
    return Bytes32.of(word(number));
  }

  private static byte[] word(BigInteger number) {
    byte[] word = new byte[32];
    for (int i = 0; i < 32; i++) {
      word[i] = number.shiftRight(8 * (31 - i)).byteValue();
    }
    return word;
  }
}
