package io.lanista.sql;

import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.MatchStore;
import io.lanista.ports.storage.Page;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Matches in a table. */
final class SqlMatches implements MatchStore {
  private final Session session;
  private final Set<MatchId> locked = new HashSet<>();

  SqlMatches(Session session) {
    this.session = session;
  }

  @Override
  public void insert(Collection<Match> matches) {
    session.write(RowBatches::newMatches, matches.stream().map(MatchRow::of).toList());
    matches.forEach(match -> locked.add(match.id()));
  }

  @Override
  public Optional<Match> find(MatchId id) {
    return session.reading(MatchMapper.class).find(id).map(MatchRow::match);
  }

  @Override
  public Optional<Match> lock(MatchId id) {
    Optional<Match> match = session.writing(MatchMapper.class).lock(id).map(MatchRow::match);
    match.ifPresent(there -> locked.add(there.id()));
    return match;
  }

  @Override
  public void update(Match match) {
    if (!locked.contains(match.id())) {
      throw new IllegalStateException("Lock match " + match.id() + " before you update it.");
    }
    session.writing(MatchMapper.class).update(MatchRow.of(match));
  }

  @Override
  public Page<Match> recent(Optional<Cursor> after, int limit) {
    MatchMapper mapper = session.reading(MatchMapper.class);
    List<MatchRow> rows =
        after.isEmpty()
            ? mapper.newest(limit + 1)
            : mapper.newestAfter(after.get().value(), Pages.id(after.get()), limit + 1);
    return Pages.of(
        rows.stream().map(MatchRow::match).toList(),
        limit,
        last -> new Cursor(Micros.of(last.createdAt()), last.id().toString()));
  }

  @Override
  public int count(MatchStatus status) {
    return session.reading(MatchMapper.class).count(status);
  }

  @Override
  public List<MatchId> unfinished(int limit) {
    return session.reading(MatchMapper.class).unfinished(limit);
  }
}
