package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.SignatureRecoveryContract;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Sign;

final class Web3jSignatureRecoveryTest extends SignatureRecoveryContract {
  private final SignatureRecovery recovery = new Web3jSignatureRecovery();

  @Override
  protected SignatureRecovery recovery() {
    return recovery;
  }

  @Override
  protected WalletAddress account(int number) {
    return signer(number).address();
  }

  @Override
  protected Signature sign(int number, Bytes32 digest) {
    return signer(number).sign(digest);
  }

  @Test
  void randomKeysAndDigestsComeBack() {
    Random random = new Random(712);
    for (int round = 0; round < 60; round++) {
      ResultSigner signer = ResultSigner.of(new BigInteger(255, random).add(BigInteger.ONE));
      Bytes32 digest = random(random);
      assertThat(recovery.recover(digest, signer.sign(digest)))
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
      assertThat(recovery.recover(digest, Signature.of(bytes)).signer())
          .isNotEqualTo(Optional.of(signer.address()));
    }
  }

  @Test
  void signatureForThePointAtInfinityBelongsToNobody() {
    // With R = G and s = e the recovered key is (s R - e G) / r, which is no point at all.
    Bytes32 digest = Bytes32.of(word(BigInteger.valueOf(12_345)));
    Signature forged =
        Signature.of(
            ByteBuffer.allocate(65)
                .put(word(Sign.CURVE_PARAMS.getG().getAffineXCoord().toBigInteger()))
                .put(digest.bytes())
                .put((byte) 27)
                .array());
    assertThat(recovery.recover(digest, forged).problem()).isPresent();
  }

  @Test
  void numberThatIsNoPointOnTheCurveBelongsToNobody() {
    // 5^3 + 7 is not a square modulo p, so no point has x = 5.
    Signature forged =
        Signature.of(
            ByteBuffer.allocate(65)
                .put(word(BigInteger.valueOf(5)))
                .put(word(BigInteger.ONE))
                .put((byte) 27)
                .array());
    assertThat(recovery.recover(Bytes32.ZERO, forged).problem())
        .hasValue("The signature does not belong to any account.");
  }

  @Test
  void signerNeverMakesAHighS() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      assertThat(CanonicalForm.problem(signer(1).sign(random(random)))).isEmpty();
    }
  }

  private static ResultSigner signer(int number) {
    return ResultSigner.of(BigInteger.valueOf(number));
  }

  private static Bytes32 random(Random random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Bytes32.of(bytes);
  }

  private static byte[] word(BigInteger number) {
    byte[] word = new byte[32];
    for (int i = 0; i < 32; i++) {
      word[i] = number.shiftRight(8 * (31 - i)).byteValue();
    }
    return word;
  }
}
