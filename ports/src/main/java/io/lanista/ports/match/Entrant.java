package io.lanista.ports.match;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * Who joined, as it said of itself.
 *
 * @param connectCode how the other side reaches it, as given, 1..32 characters
 * @param agentKey the connect code in the form in which two codes are the same code (the game's
 *     plugin folds it)
 * @param fighter the name of its program
 * @param wallet the account that signs its results
 * @param agentId its ERC-8004 id: a label until its owner was checked on chain
 * @param player the registered player whose API key came with the join
 */
public record Entrant(
    String connectCode,
    String agentKey,
    Optional<String> fighter,
    Optional<WalletAddress> wallet,
    Optional<BigInteger> agentId,
    Optional<PlayerId> player) {
  public Entrant {
    Objects.requireNonNull(connectCode);
    Objects.requireNonNull(agentKey);
    Objects.requireNonNull(fighter);
    Objects.requireNonNull(wallet);
    Objects.requireNonNull(agentId);
    Objects.requireNonNull(player);
  }

  /** Whether the two share a connect code, a wallet or a player, and so never meet. */
  public boolean sameAgent(Entrant other) {
    return agentKey.equals(other.agentKey)
        || (wallet.isPresent() && wallet.equals(other.wallet))
        || (player.isPresent() && player.equals(other.player));
  }
}
