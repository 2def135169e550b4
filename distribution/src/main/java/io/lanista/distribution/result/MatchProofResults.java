package io.lanista.distribution.result;

import io.lanista.chain.MatchProofReader;
import io.lanista.chain.RpcEndpoint;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SigningDomain;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Asks the contract itself, by a node that whoever verifies has chosen. */
public final class MatchProofResults implements RecordedResults {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public Optional<MatchResult> find(URI rpc, SigningDomain domain, Bytes32 matchId) {
    MatchProofReader reader = new MatchProofReader(new RpcEndpoint(rpc, PATIENCE), domain);
    reader.checkChain();
    return reader.find(matchId);
  }
}
