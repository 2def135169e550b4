package io.lanista.chain;

import static io.lanista.ports.fuzz.FuzzRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.fuzz.ByteMutation;
import io.lanista.ports.fuzz.FuzzRun;
import io.lanista.ports.fuzz.FuzzTarget;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Digests with signatures: 32 bytes of the one, 65 of the other. */
class RecoveryFuzzTest {
  private static final int DIGEST = 32;
  private static final int BOTH = DIGEST + 65;

  /** Numbers at which the curve's arithmetic goes another way. */
  private static final ByteMutation MUTATION =
      ByteMutation.with(
          "\u0000".repeat(DIGEST),
          "\u00ff".repeat(DIGEST),
          latin1("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
          latin1("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"),
          latin1("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0"),
          latin1("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
          "\u001b",
          "\u001c",
          "\u0001");

  private final SignatureRecovery plain = new Web3jSignatureRecovery();

  /** Where there is no native library this is web3j again. */
  private final SignatureRecovery fastest = new FastestSignatureRecovery();

  @Test
  void signaturesAreSomebodysOrNobodys() throws Exception {
    ResultSigner signer = ResultSigner.of(BigInteger.valueOf(712));
    byte[] digest = new byte[DIGEST];
    Arrays.fill(digest, (byte) 7);
    byte[] valid = Arrays.copyOf(digest, BOTH);
    byte[] signed = signer.sign(Bytes32.of(digest)).bytes();
    System.arraycopy(signed, 0, valid, DIGEST, signed.length);
    var verdicts =
        FuzzRun.of(
                "recovery",
                new FuzzTarget() {
                  @Override
                  public byte[] input(RandomGenerator random) {
                    return Arrays.copyOf(MUTATION.of(valid, random), BOTH);
                  }

                  @Override
                  public String take(byte[] input) {
                    Recovery found = recover(input);
                    boolean own = found.signer().equals(Optional.of(signer.address()));
                    require(!own || Arrays.equals(input, valid) || onlyV(input, valid), "forged");
                    return found.signer().isPresent() ? "somebody's" : "nobody's";
                  }
                })
            .run(1_000);
    assertThat(verdicts).containsKeys("somebody's", "nobody's");
  }

  private Recovery recover(byte[] input) {
    byte[] both = Arrays.copyOf(input, BOTH);
    Bytes32 digest = Bytes32.of(Arrays.copyOf(both, DIGEST));
    Signature signature = Signature.of(Arrays.copyOfRange(both, DIGEST, BOTH));
    Recovery found = fastest.recover(digest, signature);
    require(found.equals(plain.recover(digest, signature)), "web3j says otherwise");
    return found;
  }

  /** The last byte may be written in two ways: 27 is 0, 28 is 1. */
  private static boolean onlyV(byte[] input, byte[] valid) {
    return Arrays.equals(input, 0, BOTH - 1, valid, 0, BOTH - 1)
        && input[BOTH - 1] + 27 == valid[BOTH - 1];
  }

  private static String latin1(String hex) {
    return new String(
        java.util.HexFormat.of().parseHex(hex), java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
