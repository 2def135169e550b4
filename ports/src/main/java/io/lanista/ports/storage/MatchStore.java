package io.lanista.ports.storage;

import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Matches, within one transaction. */
public interface MatchStore {
  /** Adds new matches, as one batch. */
  void insert(Collection<Match> matches);

  Optional<Match> find(MatchId id);

  /** Like {@link #find}, and nobody else changes the match until this transaction ends. */
  Optional<Match> lock(MatchId id);

  /** Writes a match that was locked in this transaction. */
  void update(Match match);

  /** The newest first: by {@code createdAt} in microseconds, descending, then id. */
  Page<Match> recent(Optional<Cursor> after, int limit);

  /** How many matches are in a state. */
  int count(MatchStatus status);

  /** The ids of up to {@code limit} matches that are playing or disputed, oldest first. */
  List<MatchId> unfinished(int limit);
}
