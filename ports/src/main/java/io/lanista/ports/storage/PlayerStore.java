package io.lanista.ports.storage;

import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import java.time.Instant;
import java.util.Optional;

/** Players, within one transaction. */
public interface PlayerStore {
  /** Adds a player; false, and nothing changes, if the name is taken in any case. */
  boolean insert(Player player);

  Optional<Player> find(PlayerId id);

  /** By a name in any case. */
  Optional<Player> find(Username username);

  /** Notes when a player was last active; one that is not there is left out. */
  void touch(PlayerId id, Instant lastActive);
}
