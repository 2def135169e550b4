package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.chain.local.LocalAccount;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainException.Kind;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.web3j.abi.datatypes.DynamicBytes;

/** What MatchProof refuses, and that the refusal is named. */
final class RecordMatchTest extends ChainTest {
  private static void assertRefused(ChainCall call, String error) {
    Web3jChain chain = chain();
    assertThatThrownBy(() -> chain.gas(chain.encode(call)))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REVERTED))
        .hasMessage("The contract refuses it: " + error + ".");
  }

  private static Signature by(LocalAccount account, MatchResult result) {
    return ResultSigner.of(account.key()).sign(contracts.domain(), result);
  }

  @Test
  void aMatchIsRecordedOnce() {
    ChainCall.RecordMatch call = signed(result());
    send(chain(), call);
    assertRefused(call, "MatchAlreadyRecorded");
  }

  @Test
  void nobodyPlaysAgainstItself() {
    MatchResult result =
        new MatchResult(
            someId(), winner.address(), winner.address(), "melee", 3, 1, someId(), 1_790_000_000L);
    assertRefused(
        new ChainCall.RecordMatch(result, by(winner, result), by(winner, result)), "SameAddress");
  }

  @Test
  void bothPlayersMustSign() {
    MatchResult result = result();
    assertRefused(
        new ChainCall.RecordMatch(result, by(winner, result), by(winner, result)),
        "InvalidSignature");
    assertRefused(
        new ChainCall.RecordMatch(result, by(winner, result), by(arena, result)),
        "SignerNotParticipant");
  }

  @Test
  void aSignatureOfSomethingElseIsNobodys() {
    MatchResult result = result();
    MatchResult other = result();
    assertRefused(
        new ChainCall.RecordMatch(result, by(winner, result), by(loser, other)),
        "SignerNotParticipant");
  }

  @Test
  void theHighTwinOfASignatureIsRefused() {
    MatchResult result = result();
    byte[] high = highTwin(by(loser, result));
    Web3jChain chain = chain();
    EncodedCall call =
        CallEncoder.to(
            contracts.domain().verifyingContract(),
            "recordMatch",
            CallEncoder.struct(result),
            new DynamicBytes(by(winner, result).bytes()),
            new DynamicBytes(high));
    assertThatThrownBy(() -> chain.gas(call)).hasMessageContaining("InvalidSignature");
  }

  private static byte[] highTwin(Signature low) {
    String s = String.format("%064x", CanonicalForm.ORDER.subtract(CanonicalForm.s(low)));
    byte[] bytes = low.bytes();
    return ByteBuffer.allocate(65)
        .put(bytes, 0, 32)
        .put(HexFormat.of().parseHex(s))
        .put((byte) (bytes[64] == 27 ? 28 : 27))
        .array();
  }

  @Test
  void aSignatureOfAnotherLengthOrVIsRefused() {
    MatchResult result = result();
    byte[] whole = by(loser, result).bytes();
    byte[] strange = whole.clone();
    strange[64] = 29;
    Web3jChain chain = chain();
    for (byte[] bad : new byte[][] {new byte[0], Arrays.copyOf(whole, 64), strange}) {
      EncodedCall call =
          CallEncoder.to(
              contracts.domain().verifyingContract(),
              "recordMatch",
              CallEncoder.struct(result),
              new DynamicBytes(by(winner, result).bytes()),
              new DynamicBytes(bad));
      assertThatThrownBy(() -> chain.gas(call)).hasMessageContaining("InvalidSignature");
    }
  }

  @Test
  void aRefusalWithoutAWordIsToldAsThat() {
    // MatchProof has no such function.
    Web3jChain chain = chain();
    byte[] data = chain.encode(new ChainCall.ResolvePool(BigInteger.ZERO)).data();
    EncodedCall cut =
        new EncodedCall(contracts.domain().verifyingContract(), Arrays.copyOf(data, 4));
    assertThatThrownBy(() -> chain.gas(cut))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REVERTED))
        .hasMessage("The contract refuses it without saying why.");
  }
}
