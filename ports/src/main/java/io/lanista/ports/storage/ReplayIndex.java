package io.lanista.ports.storage;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which recordings were accepted, within one transaction. */
public interface ReplayIndex {
  Optional<StoredReplay> find(ReplayHash hash);

  /** Adds a recording whose hash is new. */
  void insert(StoredReplay replay);

  /** In the order of upload. */
  List<StoredReplay> of(MatchId match);

  /**
   * Matches and series that ended before an instant and whose recordings are still there, about the
   * oldest first; perhaps fewer than so many although there are more.
   */
  List<MatchId> kept(Instant endedBefore, int most);

  /** Notes that the recordings of these matches and series are removed; what they showed stays. */
  void markRemoved(Collection<MatchId> matches, Instant at);

  /** When the recordings of a match or series were removed; empty if they were not. */
  Optional<Instant> removedAt(MatchId match);
}
