package io.lanista.ports.storage;

import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.PlayerId;
import java.util.List;
import java.util.Optional;

/** Fighters' versions, within one transaction. */
public interface FighterIndex {
  /** Adds the next version of a fighter; its number is one more than that of the last. */
  void insert(Fighter fighter);

  /** The newest version of a player's own fighter, or of a shared one with an empty owner. */
  Optional<Fighter> newest(Optional<PlayerId> owner, FighterName name);

  /** All versions, the newest first, up to {@code limit}. */
  List<Fighter> versions(Optional<PlayerId> owner, FighterName name, int limit);

  /** The size of all versions of all fighters of an owner together. */
  long bytes(Optional<PlayerId> owner);

  /** The newest version of every fighter of an owner, by name. */
  List<Fighter> of(Optional<PlayerId> owner);
}
