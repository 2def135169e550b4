package io.lanista.sql;

import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import java.time.Instant;

/** A row of the players. */
record PlayerRow(
    PlayerId id, String username, String usernameKey, Instant createdAt, Instant lastActive) {
  static PlayerRow of(Player player) {
    return new PlayerRow(
        player.id(),
        player.username().text(),
        player.username().key(),
        player.createdAt(),
        player.lastActive());
  }

  Player player() {
    return new Player(id, new Username(username), createdAt, lastActive);
  }
}
