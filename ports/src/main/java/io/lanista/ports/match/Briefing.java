package io.lanista.ports.match;

import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * What one side of a match is told about the other. Never holds a ticket id.
 *
 * @param opponentCode the connect code to call
 */
public record Briefing(
    String opponentCode,
    Optional<WalletAddress> opponentWallet,
    Optional<BigInteger> opponentAgentId) {
  public Briefing {
    Objects.requireNonNull(opponentCode);
    Objects.requireNonNull(opponentWallet);
    Objects.requireNonNull(opponentAgentId);
  }
}
