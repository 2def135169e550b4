package io.lanista.engine.settlement;

import io.lanista.engine.match.MatchAccess;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.settlement.TypedData;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * The signing of results: nothing is stored that was not verified (spec 1, Signatures).
 * Thread-safe.
 */
public final class Settlement {
  private final Storage storage;
  private final SignatureRecovery recovery;
  private final SigningSettings settings;
  private final Clock clock;

  @Inject
  public Settlement(
      Storage storage, SignatureRecovery recovery, SigningSettings settings, Clock clock) {
    this.storage = storage;
    this.recovery = recovery;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What both sides of a completed match sign.
   *
   * @throws EngineException MATCH_NOT_FOUND, or MATCH_NOT_COMPLETED if there is nothing to sign
   */
  public Map<String, Object> typedData(MatchId id) {
    return TypedData.of(
        settings.domain(), Results.of(storage.read(tx -> MatchAccess.require(tx, id))));
  }

  /**
   * The verified signatures of a match, in the order of the sides.
   *
   * @throws EngineException MATCH_NOT_FOUND
   */
  public List<StoredSignature> signatures(MatchId id) {
    return storage.read(
        tx -> {
          MatchAccess.require(tx, id);
          return tx.signatures().of(id);
        });
  }

  /**
   * Verifies a signature and stores it, unless its side has one already.
   *
   * @param claimed the address the caller says it signed with
   * @return the verified signatures there are now
   * @throws EngineException MATCH_NOT_FOUND, MATCH_NOT_COMPLETED, or INVALID_SIGNATURE with what is
   *     wrong with it; then nothing was changed
   */
  public List<StoredSignature> sign(MatchId id, WalletAddress claimed, Signature signature) {
    Match match = storage.read(tx -> MatchAccess.require(tx, id));
    Side side = verify(Results.of(match), match, claimed, signature);
    // A completed match never changes, so what was verified above still holds in the transaction.
    return storage.transact(
        tx -> {
          MatchAccess.requireLocked(tx, id);
          List<StoredSignature> stored = tx.signatures().of(id);
          if (stored.stream().anyMatch(s -> s.side() == side)) {
            return stored;
          }
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          tx.signatures().insert(id, new StoredSignature(side, claimed, signature, now));
          tx.emit(new DomainEvent.SignatureAccepted(id, side, now));
          if (stored.size() == 1) {
            tx.emit(new DomainEvent.ResultSigned(id, now));
          }
          return tx.signatures().of(id);
        });
  }

  private Side verify(MatchResult result, Match match, WalletAddress claimed, Signature signature) {
    Bytes32 digest = recovery.digest(settings.domain(), result);
    Recovery recovered = recovery.recover(digest, signature);
    WalletAddress signer =
        recovered.signer().orElseThrow(() -> refused(recovered.problem().orElseThrow()));
    if (!signer.equals(claimed)) {
      throw refused(
          "The signature was not made by "
              + claimed
              + " over this result; sign what GET /matches/"
              + match.id()
              + "/typed-data returns.");
    }
    for (Side side : Side.values()) {
      if (match.entrant(side).wallet().filter(signer::equals).isPresent()) {
        return side;
      }
    }
    throw refused("The signer " + signer + " is not one of this match's two wallets.");
  }

  private static EngineException refused(String why) {
    return EngineException.field(ErrorCode.INVALID_SIGNATURE, "signature", why);
  }
}
