package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecoveryContract;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds besides for those that really compute on the curve. */
abstract class RecoveryOnTheCurveContract extends SignatureRecoveryContract {
  @Override
  protected final WalletAddress account(int number) {
    return signer(number).address();
  }

  @Override
  protected final Signature sign(int number, Bytes32 digest) {
    return signer(number).sign(digest);
  }

  @Test
  void randomKeysAndDigestsComeBack() {
    Random random = new Random(712);
    for (int round = 0; round < 60; round++) {
      ResultSigner signer = ResultSigner.of(new BigInteger(255, random).add(BigInteger.ONE));
      Bytes32 digest = random(random);
      assertThat(recovery().recover(digest, signer.sign(digest)))
          .isEqualTo(Recovery.of(signer.address()));
    }
  }

  @Test
  void randomlyFlippedBitsNeverGiveTheSameSigner() {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      ResultSigner signer = signer(round + 1);
      Bytes32 digest = random(random);
      byte[] bytes = signer.sign(digest).bytes();
      int bit = random.nextInt(bytes.length * 8);
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(recovery().recover(digest, Signature.of(bytes)).signer())
          .isNotEqualTo(Optional.of(signer.address()));
    }
  }

  @Test
  void signatureForThePointAtInfinityBelongsToNobody() {
    // With R = G and s = e the recovered key is (s R - e G) / r, which is no point at all.
    BigInteger digest = BigInteger.valueOf(12_345);
    Signature forged = CurveNumbers.signature(CurveNumbers.GENERATOR, digest, 27);
    assertThat(recovery().recover(CurveNumbers.bytes32(digest), forged).problem())
        .hasValue("The signature does not belong to any account.");
  }

  @Test
  void numberThatIsNoPointOnTheCurveBelongsToNobody() {
    Signature forged = CurveNumbers.signature(CurveNumbers.OFF_CURVE, BigInteger.ONE, 27);
    assertThat(recovery().recover(Bytes32.ZERO, forged).problem())
        .hasValue("The signature does not belong to any account.");
  }

  private static ResultSigner signer(int number) {
    return ResultSigner.of(BigInteger.valueOf(number));
  }

  private static Bytes32 random(Random random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Bytes32.of(bytes);
  }
}
