package io.lanista.distribution.result;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code GET /matches/{id}/proof} answers, as it claims to be: nothing of it is checked but
 * its form.
 *
 * @param domain what the result was signed for
 * @param digest what was signed, by the document's own word
 */
public record ProofDocument(
    MatchId match,
    SigningDomain domain,
    MatchResult result,
    Bytes32 digest,
    List<Signed> signatures,
    OnChain chain) {
  public ProofDocument {
    Objects.requireNonNull(match);
    Objects.requireNonNull(domain);
    Objects.requireNonNull(result);
    Objects.requireNonNull(digest);
    Objects.requireNonNull(chain);
    signatures = List.copyOf(signatures);
  }

  /** One side's signature. */
  public record Signed(Side side, WalletAddress address, Signature signature) {
    public Signed {
      Objects.requireNonNull(side);
      Objects.requireNonNull(address);
      Objects.requireNonNull(signature);
    }
  }

  /**
   * Where the result is said to be recorded.
   *
   * @param contract MatchProof
   * @param status off, pending, sent, confirmed or failed
   */
  public record OnChain(
      BigInteger chainId, WalletAddress contract, String status, Optional<Bytes32> transaction) {
    public OnChain {
      Objects.requireNonNull(chainId);
      Objects.requireNonNull(contract);
      Objects.requireNonNull(status);
      Objects.requireNonNull(transaction);
    }
  }
}
