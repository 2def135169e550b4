package io.lanista.engine.player;

import io.lanista.engine.series.WaitingPlayers;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Whom players will not play. Thread-safe. */
public final class Blocks {
  /** So many one player may block. */
  public static final int MOST = 1_000;

  private final Storage storage;
  private final WaitingPlayers waiting;

  @Inject
  public Blocks(Storage storage, WaitingPlayers waiting) {
    this.storage = storage;
    this.waiting = waiting;
  }

  /**
   * Blocks a player; true if it was not blocked before. A match that was found already stands.
   *
   * @throws EngineException PLAYER_NOT_FOUND, or INVALID_REQUEST for oneself or too many
   */
  public boolean block(PlayerId player, Username other) {
    boolean changed =
        storage.transact(
            tx -> {
              PlayerId blocked = require(tx, other);
              if (blocked.equals(player)) {
                throw new EngineException(ErrorCode.INVALID_REQUEST, "You cannot block yourself.");
              }
              if (of(tx, player).size() >= MOST) {
                throw new EngineException(
                    ErrorCode.INVALID_REQUEST, "You block " + MOST + " players; unblock some.");
              }
              return tx.social().block(player, blocked);
            });
    waiting.blocksChanged(player);
    return changed;
  }

  /**
   * Unblocks a player; true if it was blocked.
   *
   * @throws EngineException PLAYER_NOT_FOUND
   */
  public boolean unblock(PlayerId player, Username other) {
    boolean changed = storage.transact(tx -> tx.social().unblock(player, require(tx, other)));
    waiting.blocksChanged(player);
    return changed;
  }

  /** Whom a player blocks, by name. */
  public List<Username> list(PlayerId player) {
    return storage.read(
        tx ->
            of(tx, player).stream()
                .flatMap(blocked -> tx.players().find(blocked).stream())
                .map(Player::username)
                .sorted(Comparator.comparing(Username::key))
                .toList());
  }

  private static Set<PlayerId> of(Transaction tx, PlayerId player) {
    return tx.social().blockedBy(List.of(player)).getOrDefault(player, Set.of());
  }

  private static PlayerId require(Transaction tx, Username username) {
    return tx.players()
        .find(username)
        .map(Player::id)
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.PLAYER_NOT_FOUND,
                    "There is no player named " + username.text() + "."));
  }
}
