package io.lanista.distribution.result;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SigningDomain;
import java.net.URI;
import java.util.Optional;

/** What MatchProof has recorded. */
@FunctionalInterface
public interface RecordedResults {
  /**
   * The result that is recorded of a match; empty if there is none.
   *
   * @param rpc a node of the chain
   * @param domain whose chain and contract are asked
   * @throws io.lanista.ports.chain.ChainException if the node cannot be asked, or is one of another
   *     chain
   */
  Optional<MatchResult> find(URI rpc, SigningDomain domain, Bytes32 matchId);
}
