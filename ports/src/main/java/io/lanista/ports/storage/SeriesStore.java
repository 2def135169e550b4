package io.lanista.ports.storage;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.settlement.Bytes32;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Series of hosted games, within one transaction. */
public interface SeriesStore {
  /** So many completed series, the newest, are counted for a player's statistics. */
  int MOST_TALLIED = 1_000;

  /**
   * Adds new series, as one batch. The storage itself holds that no player is in two live series of
   * one game: such an insert fails the transaction.
   */
  void insert(Collection<Series> series);

  /** With its games. */
  Optional<Series> find(MatchId id);

  /** Like {@link #find}, and nobody else changes the series until this transaction ends. */
  Optional<Series> lock(MatchId id);

  /** Writes a series that was locked in this transaction, without its games. */
  void update(Series series);

  /** Adds a finished game to a series that was locked in this transaction. */
  void add(MatchId id, PlayedGame game);

  /**
   * Keeps the hash of the one-use token that side was given for a series' live socket, until it is
   * redeemed or the series is final.
   */
  void giveToken(MatchId id, Side side, Bytes32 hash);

  /** Uses a token up; empty if this series gave none of this hash, or it was used. */
  Optional<Side> redeem(MatchId id, Bytes32 hash);

  /** Those of the players who are in a live series of the game. */
  Set<PlayerId> busy(String game, Collection<PlayerId> players);

  /** The live series of a player, the newest first. */
  List<Series> live(PlayerId player);

  /** Series in a state, the oldest first. */
  List<MatchId> in(SeriesStatus status, int limit);

  /** The newest first: by {@code createdAt} in microseconds, descending, then id. */
  Page<Series> recent(Optional<Cursor> after, int limit);

  /** A player's completed and void ones, the newest first, as {@link #recent}. */
  Page<Series> of(PlayerId player, Optional<Cursor> after, int limit);

  /**
   * How a player did in completed series of the last so many, counted by the database.
   *
   * @param by what to count by
   */
  List<Tally> tallies(PlayerId player, Tally.By by);

  /** The players with the most completed series since an instant, the most active first. */
  List<Activity> active(String game, Instant since, int limit);

  /**
   * A line of a player's statistics.
   *
   * @param name the game, own character, opponent or format
   * @param wins games won, or series for opponent and format
   */
  record Tally(String name, int wins, int losses) {
    /** What statistics are counted by. */
    public enum By {
      GAME,
      CHARACTER,
      OPPONENT,
      FORMAT
    }
  }

  /** How often a player played. */
  record Activity(String username, int series) {}
}
