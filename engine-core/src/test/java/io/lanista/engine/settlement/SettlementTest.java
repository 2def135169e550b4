package io.lanista.engine.settlement;

import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.FakeSignatureRecovery;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.settlement.WalletAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private final Arena arena = new Arena();
  private final Paired paired = arena.pair();

  @AfterEach
  void stop() {
    arena.close();
  }

  /** The signature of an account under the result as the typed data gives it. */
  private Signature signature(int signer, int winnerScore) {
    Match match = arena.match(paired);
    MatchResult result =
        new MatchResult(
            Results.onChainId(match.id()),
            wallet(1),
            wallet(2),
            "fake",
            winnerScore,
            1,
            Bytes32.ZERO,
            match.result().orElseThrow().timestampSeconds());
    return FakeSignatureRecovery.sign(
        wallet(signer), new FakeSignatureRecovery().digest(arena.domain, result));
  }

  private List<StoredSignature> sign(int claimed, Signature signature) {
    return arena.settlement.sign(paired.match(), wallet(claimed), signature);
  }

  @Test
  void bothSidesSignTheCompletedResult() {
    arena.completed(paired);

    assertThat(sign(2, signature(2, 3))).extracting(StoredSignature::side).containsExactly(Side.P2);
    assertThat(arena.events(DomainEvent.ResultSigned.class)).isEmpty();

    assertThat(sign(1, signature(1, 3)))
        .extracting(StoredSignature::side)
        .containsExactly(Side.P1, Side.P2);
    assertThat(arena.events(DomainEvent.SignatureAccepted.class)).hasSize(2);
    assertThat(arena.events(DomainEvent.ResultSigned.class)).hasSize(1);
    assertThat(arena.settlement.signatures(paired.match())).hasSize(2);
  }

  @Test
  void repeatedSignatureChangesNothing() {
    arena.completed(paired);
    sign(1, signature(1, 3));
    sign(2, signature(2, 3));
    List<StoredSignature> before = arena.settlement.signatures(paired.match());

    assertThat(sign(1, signature(1, 3))).isEqualTo(before);
    assertThat(sign(2, signature(2, 3))).isEqualTo(before);

    assertThat(arena.events(DomainEvent.SignatureAccepted.class)).hasSize(2);
    assertThat(arena.events(DomainEvent.ResultSigned.class)).hasSize(1);
  }

  @Test
  void oneAddressInTwoCasesCountsOnce() {
    arena.completed(paired);
    WalletAddress lower = WalletAddress.parse("0x" + "0".repeat(39) + "1");

    arena.settlement.sign(paired.match(), lower, signature(1, 3));

    assertThat(sign(1, signature(1, 3))).hasSize(1);
  }

  @Test
  void onlyCompletedMatchesAreSigned() {
    Signature any = FakeSignatureRecovery.sign(wallet(1), Bytes32.ZERO);
    refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> sign(1, any));
    refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> arena.settlement.typedData(paired.match()));
    arena.disputed(paired);
    refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> sign(1, any));
    arena.matches.expire(paired.match(), "enough");
    refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> sign(1, any));

    assertThat(arena.settlement.signatures(paired.match())).isEmpty();
    MatchId none = new MatchId(UUID.randomUUID());
    refusal(ErrorCode.MATCH_NOT_FOUND, () -> arena.settlement.sign(none, wallet(1), any));
    refusal(ErrorCode.MATCH_NOT_FOUND, () -> arena.settlement.signatures(none));
  }

  @Test
  void claimedAddressMustBeTheSigner() {
    arena.completed(paired);

    refusal(ErrorCode.INVALID_SIGNATURE, () -> sign(2, signature(1, 3)));
    refusal(ErrorCode.INVALID_SIGNATURE, () -> sign(1, signature(2, 3)));

    nothingStored();
  }

  private void nothingStored() {
    assertThat(arena.settlement.signatures(paired.match())).isEmpty();
    assertThat(arena.events(DomainEvent.SignatureAccepted.class)).isEmpty();
  }

  @Test
  void thirdPartyIsRefused() {
    arena.completed(paired);

    assertThat(refusal(ErrorCode.INVALID_SIGNATURE, () -> sign(3, signature(3, 3))))
        .hasMessageContaining("two wallets");

    nothingStored();
  }

  @Test
  void signatureOverAnotherResultIsRefused() {
    arena.completed(paired);

    refusal(ErrorCode.INVALID_SIGNATURE, () -> sign(1, signature(1, 4)));

    nothingStored();
  }

  @Test
  void garbageIsRefused() {
    arena.completed(paired);

    refusal(ErrorCode.INVALID_SIGNATURE, () -> sign(1, Signature.of(new byte[65])));
    byte[] highS = signature(1, 3).bytes();
    highS[32] = (byte) 0x90;
    refusal(ErrorCode.INVALID_SIGNATURE, () -> sign(1, Signature.of(highS)));
    byte[] wrongV = signature(1, 3).bytes();
    wrongV[64] = 29;
    refusal(ErrorCode.INVALID_SIGNATURE, () -> sign(1, Signature.of(wrongV)));

    nothingStored();
  }

  @Test
  void resultOfAnAgentWithoutAWalletCannotBeSigned() {
    Ticket first = arena.join("C#3");
    Ticket second = arena.join("D#4", 4);
    Paired pair = new Paired(second.booking().orElseThrow().match(), first.id(), second.id());
    arena.completed(pair);

    assertThat(
            refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> arena.settlement.typedData(pair.match())))
        .hasMessageContaining("wallet_address");
  }

  @Test
  void typedDataIsTheStoredResult() throws Exception {
    Match match = arena.completed(paired);

    Map<String, Object> data = arena.settlement.typedData(paired.match());

    Map<?, ?> message = (Map<?, ?>) data.get("message");
    byte[] id =
        MessageDigest.getInstance("SHA-256")
            .digest(match.id().toString().getBytes(StandardCharsets.UTF_8));
    assertThat(message.get("matchId")).isEqualTo("0x" + HexFormat.of().formatHex(id));
    assertThat(message.get("winner")).isEqualTo(wallet(1).toString());
    assertThat(message.get("loser")).isEqualTo(wallet(2).toString());
    assertThat(message.get("winnerScore")).isEqualTo(3);
    assertThat(message.get("loserScore")).isEqualTo(1);
    assertThat(message.get("replayHash")).isEqualTo("0x" + "0".repeat(64));
    assertThat(message.get("timestamp")).isEqualTo(match.result().orElseThrow().timestampSeconds());
  }

  @Test
  void proofNeedsBothSignatures() {
    Proofs proofs =
        new Proofs(arena.storage, new FakeSignatureRecovery(), new SigningSettings(arena.domain));
    refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> proofs.of(paired.match()));
    arena.completed(paired);
    sign(2, signature(2, 3));
    assertThat(refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> proofs.of(paired.match())))
        .hasMessageContaining("side p1");

    sign(1, signature(1, 3));

    Proofs.Proof proof = proofs.of(paired.match());
    assertThat(proof.typedData()).isEqualTo(arena.settlement.typedData(paired.match()));
    assertThat(proof.signatures()).isEqualTo(arena.settlement.signatures(paired.match()));
    for (StoredSignature signature : proof.signatures()) {
      assertThat(
              new FakeSignatureRecovery().recover(proof.digest(), signature.signature()).signer())
          .contains(signature.address());
    }
  }
}
