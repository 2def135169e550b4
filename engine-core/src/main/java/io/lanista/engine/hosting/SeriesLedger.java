package io.lanista.engine.hosting;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import java.util.List;
import java.util.Optional;

/**
 * Where those who play series find them, and write down what was played. Thread-safe; each call is
 * one transaction, and fails with STORAGE_UNAVAILABLE while there is no database.
 */
public interface SeriesLedger {
  /** Series that were accepted, and those that were being played when an engine stopped. */
  List<MatchId> toPlay();

  /**
   * A place is free for a series. One that was begun before was interrupted: that is counted, and
   * its games so far stand.
   *
   * @return the series, playing; empty if it is final already
   */
  Optional<Series> begin(MatchId id);

  /**
   * Writes a finished game down, and with it, if the game decides the series, its result and both
   * ratings. A game that is known already changes nothing.
   *
   * @return the series after it
   */
  Series record(MatchId id, PlayedGame game);

  /** Ends a series without a winner; one that is final stays as it is. */
  void abandon(MatchId id, String reason);
}
