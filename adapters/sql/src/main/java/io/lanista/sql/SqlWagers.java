package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.storage.WagerStore;
import io.lanista.ports.wager.Wager;
import java.util.Optional;

/** Wagers in a table. */
final class SqlWagers implements WagerStore {
  private final Session session;

  SqlWagers(Session session) {
    this.session = session;
  }

  @Override
  public Optional<Wager> find(MatchId match) {
    return session.reading(WagerMapper.class).find(match).map(WagerRow::wager);
  }

  @Override
  public void put(Wager wager) {
    session.writing(WagerMapper.class).put(WagerRow.of(wager));
  }
}
