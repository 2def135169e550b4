package io.lanista.ports.storage;

import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.PlayerId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands between players: whom they block, and who has to rest. Within one transaction. */
public interface SocialStore {
  /** False if it was so already. */
  boolean block(PlayerId player, PlayerId blocked);

  /** False if it was not so. */
  boolean unblock(PlayerId player, PlayerId blocked);

  /** Whom each of the players blocks; a player that blocks nobody is left out. */
  Map<PlayerId, Set<PlayerId>> blockedBy(Collection<PlayerId> players);

  /** In a transaction that writes, nobody else writes this player's penalty until it ends. */
  Optional<Penalty> penalty(PlayerId player);

  /** Those of the players that have one. */
  Map<PlayerId, Penalty> penalties(Collection<PlayerId> players);

  /** Writes a penalty, new or not. */
  void put(Penalty penalty);
}
