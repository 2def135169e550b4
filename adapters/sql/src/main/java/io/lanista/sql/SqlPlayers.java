package io.lanista.sql;

import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.storage.PlayerStore;
import java.time.Instant;
import java.util.Optional;

/** Players in a table. */
final class SqlPlayers implements PlayerStore {
  private final Session session;

  SqlPlayers(Session session) {
    this.session = session;
  }

  @Override
  public boolean insert(Player player) {
    PlayerMapper mapper = session.writing(PlayerMapper.class);
    if (mapper.findByKey(player.username().key()).isPresent()) {
      return false;
    }
    mapper.insert(PlayerRow.of(player));
    session.send();
    return true;
  }

  @Override
  public Optional<Player> find(PlayerId id) {
    return session.reading(PlayerMapper.class).find(id).map(PlayerRow::player);
  }

  @Override
  public Optional<Player> find(Username username) {
    return session.reading(PlayerMapper.class).findByKey(username.key()).map(PlayerRow::player);
  }

  @Override
  public void touch(PlayerId id, Instant lastActive) {
    session.writing(PlayerMapper.class).touch(id, lastActive);
  }
}
