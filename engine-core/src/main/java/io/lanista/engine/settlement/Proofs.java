package io.lanista.engine.settlement;

import io.lanista.engine.match.MatchAccess;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.settlement.TypedData;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * What shows anyone, without trust in this server, that both sides signed a result. Thread-safe.
 */
public final class Proofs {
  private final Storage storage;
  private final SignatureRecovery recovery;
  private final SigningDomain domain;

  /**
   * A result that both sides signed.
   *
   * @param domain what they signed it for
   * @param typedData what they signed, as a wallet shows it
   * @param digest what they signed, as it is verified
   * @param signatures both, in the order of the sides
   */
  public record Proof(
      MatchId match,
      SigningDomain domain,
      MatchResult result,
      Map<String, Object> typedData,
      Bytes32 digest,
      List<StoredSignature> signatures) {
    public Proof {
      signatures = List.copyOf(signatures);
    }
  }

  @Inject
  public Proofs(Storage storage, SignatureRecovery recovery, SigningSettings settings) {
    this.storage = storage;
    this.recovery = recovery;
    this.domain = settings.domain();
  }

  /**
   * The proof of a match's result.
   *
   * @throws EngineException MATCH_NOT_FOUND, or MATCH_NOT_COMPLETED if not both sides signed
   */
  public Proof of(MatchId id) {
    return storage.read(
        tx -> {
          Match match = MatchAccess.require(tx, id);
          MatchResult result = Results.of(match);
          List<StoredSignature> signatures = tx.signatures().of(id);
          for (Side side : Side.values()) {
            if (signatures.stream().noneMatch(signature -> signature.side() == side)) {
              throw new EngineException(
                  ErrorCode.MATCH_NOT_COMPLETED,
                  "A proof needs the signatures of both sides; side "
                      + side
                      + " has not signed yet (POST /matches/"
                      + id
                      + "/signature).");
            }
          }
          return new Proof(
              id,
              domain,
              result,
              TypedData.of(domain, result),
              recovery.digest(domain, result),
              signatures);
        });
  }
}
