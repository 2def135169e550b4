package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.storage.ReplayIndex;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  @Override
  public List<MatchId> kept(Instant endedBefore, int most) {
    ReplayMapper mapper = session.reading(ReplayMapper.class);
    Set<MatchId> found = new LinkedHashSet<>(mapper.keptUploads(endedBefore, most));
    found.addAll(mapper.keptGames(endedBefore, most));
    return found.stream().limit(most).toList();
  }

  @Override
  public void markRemoved(Collection<MatchId> matches, Instant at) {
    ReplayMapper mapper = session.writing(ReplayMapper.class);
    for (MatchId match : matches) {
      mapper.markUploads(match, at);
      mapper.markGames(match, at);
    }
    session.send();
  }

  @Override
  public Optional<Instant> removedAt(MatchId match) {
    ReplayMapper mapper = session.reading(ReplayMapper.class);
    return mapper.uploadsRemoved(match).or(() -> mapper.gamesRemoved(match));
  }
}
