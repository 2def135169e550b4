package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.storage.ReplayIndex;
import java.util.List;
import java.util.Optional;

/** Accepted recordings in a table. */
final class SqlReplays implements ReplayIndex {
  private final Session session;

  SqlReplays(Session session) {
    this.session = session;
  }

  @Override
  public Optional<StoredReplay> find(ReplayHash hash) {
    return session.reading(ReplayMapper.class).find(hash).map(ReplayRow::replay);
  }

  @Override
  public void insert(StoredReplay replay) {
    session.writing(ReplayMapper.class).insert(ReplayRow.of(replay));
    session.send();
  }

  @Override
  public List<StoredReplay> of(MatchId match) {
    return session.reading(ReplayMapper.class).of(match).stream().map(ReplayRow::replay).toList();
  }
}
