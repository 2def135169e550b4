package io.lanista.engine.queue;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * An agent's wish to play.
 *
 * @param idempotencyKey the client's own name for this join: a repeat finds the same ticket
 * @param address from where it came; stream uploads may be taken from there
 */
public record JoinRequest(
    String connectCode,
    Optional<String> fighter,
    Optional<WalletAddress> wallet,
    Optional<BigInteger> agentId,
    Optional<PlayerId> player,
    Optional<String> idempotencyKey,
    String address) {
  public JoinRequest {
    Objects.requireNonNull(connectCode);
    Objects.requireNonNull(fighter);
    Objects.requireNonNull(wallet);
    Objects.requireNonNull(agentId);
    Objects.requireNonNull(player);
    Objects.requireNonNull(idempotencyKey);
    Objects.requireNonNull(address);
  }
}
