package io.lanista.chain;

import static io.lanista.ports.fuzz.FuzzRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/**
 * The native recovery against web3j's: the same account or the same refusal for everything. Many
 * more inputs by {@code RecoveryFuzzTest} and {@code -Dlanista.fuzz}.
 */
class RecoveriesAgreeTest {
  private static final int SMALL_V = 27;

  private final SignatureRecovery plain = new Web3jSignatureRecovery();
  private final SignatureRecovery fast = NativeHere.recovery();

  /** What is asked. */
  record Question(Bytes32 digest, Signature signature) {}

  /** Anything for each part, edges often. */
  @Provide
  Arbitrary<Question> anything() {
    return Combinators.combine(
            numbers(), numbers(), numbers(), Arbitraries.integers().between(0, 255), mostlyRight())
        .as(
            (digest, r, s, anyV, rightV) ->
                new Question(
                    CurveNumbers.bytes32(digest),
                    CurveNumbers.signature(r, s, rightV == 0 ? anyV : SMALL_V + rightV % 2)));
  }

  /** A true signature, and what can be made of one. */
  @Provide
  Arbitrary<Question> signed() {
    Arbitrary<BigInteger> keys =
        Arbitraries.bigIntegers()
            .between(BigInteger.ONE, CanonicalForm.ORDER.subtract(BigInteger.ONE))
            .withoutEdgeCases();
    return Combinators.combine(
            keys,
            numbers(),
            Arbitraries.of(Change.values()),
            Arbitraries.integers().between(0, 519))
        .as(
            (key, number, change, bit) -> {
              Bytes32 digest = CurveNumbers.bytes32(number);
              byte[] bytes = ResultSigner.of(key).sign(digest).bytes();
              return new Question(digest, change.of(bytes, bit));
            });
  }

  private enum Change {
    NONE,
    LOW_V {
      @Override
      void apply(byte[] bytes, int bit) {
        bytes[64] -= SMALL_V;
      }
    },
    OTHER_V {
      @Override
      void apply(byte[] bytes, int bit) {
        bytes[64] = (byte) (2 * SMALL_V + 1 - bytes[64]);
      }
    },
    HIGH_S {
      @Override
      void apply(byte[] bytes, int bit) {
        OTHER_V.apply(bytes, bit);
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
        byte[] twin = CurveNumbers.bytes32(CanonicalForm.ORDER.subtract(s)).bytes();
        System.arraycopy(twin, 0, bytes, 32, 32);
      }
    },
    ONE_BIT {
      @Override
      void apply(byte[] bytes, int bit) {
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      }
    };

    void apply(byte[] bytes, int bit) {}

    Signature of(byte[] bytes, int bit) {
      apply(bytes, bit);
      return Signature.of(bytes);
    }
  }

  @Property(tries = 8_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aboutAnything(@ForAll("anything") Question question) {
    agreed(question.digest(), question.signature());
  }

  @Property(tries = 2_500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aboutTrueSignaturesAndWhatIsMadeOfThem(@ForAll("signed") Question question) {
    agreed(question.digest(), question.signature());
  }

  @Test
  void aboutEveryPairOfEdges() {
    Set<String> answers = new TreeSet<>();
    for (BigInteger digest :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            CanonicalForm.ORDER,
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE))) {
      for (BigInteger r : CurveNumbers.EDGES) {
        for (BigInteger s : CurveNumbers.EDGES) {
          Recovery found =
              agreed(CurveNumbers.bytes32(digest), CurveNumbers.signature(r, s, SMALL_V));
          answers.add(found.problem().orElse("an account"));
        }
      }
    }
    // r and s out of range, a high s, no point on the curve (or infinity), an account.
    assertThat(answers).hasSize(5);
  }

  @Test
  void aboutEveryLastByte() {
    Bytes32 digest = CurveNumbers.bytes32(CurveNumbers.GENERATOR);
    byte[] bytes = ResultSigner.of(BigInteger.TEN).sign(digest).bytes();
    int accounts = 0;
    for (int v = 0; v < 256; v++) {
      bytes[64] = (byte) v;
      accounts += agreed(digest, Signature.of(bytes)).signer().isPresent() ? 1 : 0;
    }
    assertThat(accounts).isEqualTo(4);
  }

  private Recovery agreed(Bytes32 digest, Signature signature) {
    Recovery expected = plain.recover(digest, signature);
    Recovery found = fast.recover(digest, signature);
    require(
        found.equals(expected),
        digest + ", " + signature + ": web3j " + expected + ", natively " + found);
    return found;
  }

  private static Arbitrary<BigInteger> numbers() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(CurveNumbers.EDGES)),
        Tuple.of(
            2,
            Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(32)
                .map(bytes -> new BigInteger(1, bytes))),
        // Half of all numbers would be refused as a high s.
        Tuple.of(
            2,
            Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(31)
                .map(bytes -> new BigInteger(1, bytes))));
  }

  /** 0 is for any v; more is for one that is right. */
  private static Arbitrary<Integer> mostlyRight() {
    return Arbitraries.integers().between(0, 8);
  }
}
