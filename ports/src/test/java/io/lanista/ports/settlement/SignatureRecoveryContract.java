package io.lanista.ports.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What every {@link SignatureRecovery} holds to. */
public abstract class SignatureRecoveryContract {
  private static final WalletAddress CONTRACT =
      WalletAddress.parse("0x1CC748475F1F666017771FB49131708446B9f3DF");
  private static final SigningDomain DOMAIN =
      new SigningDomain("NoJohns", "1", BigInteger.valueOf(143), CONTRACT);
  private static final WalletAddress WINNER =
      WalletAddress.parse("0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A");
  private static final WalletAddress LOSER =
      WalletAddress.parse("0x1563915e194D8CfBA1943570603F7606A3115508");
  private static final MatchResult RESULT =
      new MatchResult(filled(7), WINNER, LOSER, "melee", 3, 1, Bytes32.ZERO, 1_707_148_800L);

  /** The object under test. */
  protected abstract SignatureRecovery recovery();

  /** The account with a number, 1 or more. */
  protected abstract WalletAddress account(int number);

  /** A signature of that account. */
  protected abstract Signature sign(int number, Bytes32 digest);

  @Test
  void signerIsRecovered() {
    for (int number = 1; number <= 20; number++) {
      Bytes32 digest = filled(number);
      assertThat(recovery().recover(digest, sign(number, digest)))
          .isEqualTo(Recovery.of(account(number)));
    }
  }

  @Test
  void digestIsTheSameForTheSameResult() {
    MatchResult again =
        new MatchResult(filled(7), WINNER, LOSER, "melee", 3, 1, Bytes32.ZERO, 1_707_148_800L);
    assertThat(recovery().digest(DOMAIN, again)).isEqualTo(recovery().digest(DOMAIN, RESULT));
  }

  @Test
  void everyFieldChangesTheDigest() {
    List<MatchResult> variants =
        List.of(
            RESULT,
            new MatchResult(filled(8), WINNER, LOSER, "melee", 3, 1, Bytes32.ZERO, 1_707_148_800L),
            new MatchResult(filled(7), LOSER, LOSER, "melee", 3, 1, Bytes32.ZERO, 1_707_148_800L),
            new MatchResult(filled(7), WINNER, WINNER, "melee", 3, 1, Bytes32.ZERO, 1_707_148_800L),
            new MatchResult(filled(7), LOSER, WINNER, "melee", 3, 1, Bytes32.ZERO, 1_707_148_800L),
            new MatchResult(filled(7), WINNER, LOSER, "melee2", 3, 1, Bytes32.ZERO, 1_707_148_800L),
            new MatchResult(filled(7), WINNER, LOSER, "melee", 2, 1, Bytes32.ZERO, 1_707_148_800L),
            new MatchResult(filled(7), WINNER, LOSER, "melee", 3, 0, Bytes32.ZERO, 1_707_148_800L),
            new MatchResult(filled(7), WINNER, LOSER, "melee", 1, 3, Bytes32.ZERO, 1_707_148_800L),
            new MatchResult(filled(7), WINNER, LOSER, "melee", 3, 1, filled(1), 1_707_148_800L),
            new MatchResult(filled(7), WINNER, LOSER, "melee", 3, 1, Bytes32.ZERO, 1_707_148_801L));
    Set<Bytes32> digests = new HashSet<>();
    variants.forEach(variant -> digests.add(recovery().digest(DOMAIN, variant)));
    assertThat(digests).hasSameSizeAs(variants);
  }

  @Test
  void everyPartOfTheDomainChangesTheDigest() {
    List<SigningDomain> domains =
        List.of(
            DOMAIN,
            new SigningDomain("Lanista", "1", DOMAIN.chainId(), CONTRACT),
            new SigningDomain("NoJohns", "2", DOMAIN.chainId(), CONTRACT),
            new SigningDomain("NoJohns", "1", BigInteger.valueOf(10143), CONTRACT),
            new SigningDomain("NoJohns", "1", DOMAIN.chainId(), WINNER));
    Set<Bytes32> digests = new HashSet<>();
    // Twice, so that a domain kept from an earlier call is noticed if it is the wrong one.
    for (int round = 0; round < 2; round++) {
      domains.forEach(domain -> digests.add(recovery().digest(domain, RESULT)));
    }
    assertThat(digests).hasSameSizeAs(domains);
  }

  @Test
  void signatureOfOneDigestIsNotOneOfAnother() {
    Signature signature = sign(1, filled(1));
    assertThat(recovery().recover(filled(2), signature).signer()).isNotEqualTo(signer(1));
  }

  @Test
  void bothWritingsOfVAreAccepted() {
    Bytes32 digest = filled(3);
    Signature low = changed(sign(1, digest), bytes -> with(bytes, 64, (byte) (bytes[64] - 27)));
    assertThat(recovery().recover(digest, low)).isEqualTo(Recovery.of(account(1)));
  }

  @Test
  void theOtherKeyOfTheSameRIsNotTheSigner() {
    Bytes32 digest = filled(3);
    Signature other = changed(sign(1, digest), bytes -> with(bytes, 64, (byte) (55 - bytes[64])));
    assertThat(recovery().recover(digest, other).signer()).isNotEqualTo(signer(1));
  }

  @Test
  void everyOtherVIsRefused() {
    Bytes32 digest = filled(4);
    for (int v = 0; v < 256; v++) {
      if (v != 0 && v != 1 && v != 27 && v != 28) {
        byte value = (byte) v;
        Signature signature = changed(sign(1, digest), bytes -> with(bytes, 64, value));
        assertThat(recovery().recover(digest, signature).problem())
            .hasValueSatisfying(problem -> assertThat(problem).contains("27"));
      }
    }
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    Bytes32 digest = filled(5);
    List<BigInteger> wrong =
        List.of(
            BigInteger.ZERO,
            CanonicalForm.ORDER,
            CanonicalForm.ORDER.add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    for (BigInteger number : wrong) {
      for (int offset : new int[] {0, 32}) {
        Signature signature = changed(sign(1, digest), bytes -> with(bytes, offset, number));
        assertThat(recovery().recover(digest, signature).problem())
            .hasValueSatisfying(problem -> assertThat(problem).contains("n - 1"));
      }
    }
  }

  @Test
  void highSIsRefused() {
    Bytes32 digest = filled(6);
    Signature twin =
        changed(
            sign(1, digest),
            bytes -> {
              BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
              bytes[64] = (byte) (55 - bytes[64]);
              return with(bytes, 32, CanonicalForm.ORDER.subtract(s));
            });
    assertThat(recovery().recover(digest, twin).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("n / 2"));
  }

  @Test
  void everyFlippedBitGivesAnotherAccountOrNone() {
    Bytes32 digest = filled(7);
    Signature signature = sign(1, digest);
    for (int bit = 0; bit < 65 * 8; bit++) {
      int at = bit;
      Signature flipped =
          changed(
              signature, bytes -> with(bytes, at / 8, (byte) (bytes[at / 8] ^ (1 << (at % 8)))));
      assertThat(recovery().recover(digest, flipped).signer()).isNotEqualTo(signer(1));
    }
  }

  @Test
  void anyBytesGiveAnAnswer() {
    Random random = new Random(20_260_101);
    byte[] digest = new byte[32];
    byte[] signature = new byte[65];
    for (int round = 0; round < 300; round++) {
      random.nextBytes(digest);
      random.nextBytes(signature);
      signature[64] = (byte) (27 + (round & 1));
      assertThat(recovery().recover(Bytes32.of(digest), Signature.of(signature))).isNotNull();
    }
  }

  private Optional<WalletAddress> signer(int number) {
    return Optional.of(account(number));
  }

  private static Signature changed(Signature signature, UnaryOperator<byte[]> change) {
    return Signature.of(change.apply(signature.bytes()));
  }

  private static byte[] with(byte[] bytes, int offset, byte value) {
    bytes[offset] = value;
    return bytes;
  }

  private static byte[] with(byte[] bytes, int offset, BigInteger number) {
    for (int i = 0; i < 32; i++) {
      bytes[offset + i] = number.shiftRight(8 * (31 - i)).byteValue();
    }
    return bytes;
  }

  private static Bytes32 filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Bytes32.of(bytes);
  }
}
