package io.lanista.engine.queue;

import io.lanista.engine.series.Preferences;
import io.lanista.engine.series.WaitingPlayers;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An agent's wish to play.
 *
 * @param idempotencyKey the client's own name for this join: a repeat finds the same ticket; the
 *     engine's own names are refused
 * @param preferences what it asks for, by name, as a ticket has them; empty for games over netplay
 * @param address from where it came; stream uploads may be taken from there
 */
public record JoinRequest(
    String connectCode,
    Optional<String> fighter,
    Optional<WalletAddress> wallet,
    Optional<BigInteger> agentId,
    Optional<PlayerId> player,
    Optional<String> idempotencyKey,
    Map<String, String> preferences,
    String address) {
  public JoinRequest {
    Objects.requireNonNull(connectCode);
    Objects.requireNonNull(fighter);
    Objects.requireNonNull(wallet);
    Objects.requireNonNull(agentId);
    Objects.requireNonNull(player);
    if (idempotencyKey.filter(key -> key.startsWith(WaitingPlayers.RETURNED)).isPresent()) {
      throw new EngineException(
          ErrorCode.INVALID_REQUEST,
          "An Idempotency-Key may not begin with " + WaitingPlayers.RETURNED + "; make another.");
    }
    preferences = Map.copyOf(preferences);
    Objects.requireNonNull(address);
  }

  /** A wish without preferences. */
  public JoinRequest(
      String connectCode,
      Optional<String> fighter,
      Optional<WalletAddress> wallet,
      Optional<BigInteger> agentId,
      Optional<PlayerId> player,
      Optional<String> idempotencyKey,
      String address) {
    this(connectCode, fighter, wallet, agentId, player, idempotencyKey, Map.of(), address);
  }

  /** A registered player's wish to play in a queue of the hosted arena. */
  public static JoinRequest hosted(
      Player player,
      FighterName fighter,
      Preferences preferences,
      Optional<String> idempotencyKey,
      String address) {
    return new JoinRequest(
        player.username().text(),
        Optional.of(fighter.text()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(player.id()),
        idempotencyKey,
        preferences.toMap(),
        address);
  }
}
