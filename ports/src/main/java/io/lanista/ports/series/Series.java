package io.lanista.ports.series;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A match of the hosted arena: several games between two registered players, played here (spec 3).
 *
 * @param runner the name of the plugin contribution that plays it
 * @param game the game's id, the scope of ratings
 * @param training without an effect on ratings
 * @param acceptBy until when both have to accept
 * @param interruptions how often an engine stopped while the present game was played
 * @param games those finished, by number
 * @param winner present exactly when completed
 * @param reason why it is void, or how it was decided, in a sentence
 * @param endedAt when it became final
 */
public record Series(
    MatchId id,
    QueueName queue,
    String runner,
    String game,
    Format format,
    boolean training,
    SeriesStatus status,
    Contender p1,
    Contender p2,
    Instant acceptBy,
    int interruptions,
    List<PlayedGame> games,
    Optional<Side> winner,
    Optional<String> reason,
    Instant createdAt,
    Optional<Instant> endedAt) {
  public Series {
    Objects.requireNonNull(id);
    Objects.requireNonNull(queue);
    Objects.requireNonNull(runner);
    Objects.requireNonNull(game);
    Objects.requireNonNull(format);
    Objects.requireNonNull(status);
    Objects.requireNonNull(p1);
    Objects.requireNonNull(p2);
    Objects.requireNonNull(acceptBy);
    games = List.copyOf(games);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(createdAt);
    if (winner.isPresent() != (status == SeriesStatus.COMPLETED)) {
      throw new IllegalArgumentException("A series has a winner exactly when it is completed.");
    }
    if (endedAt.isPresent() != status.isFinal()) {
      throw new IllegalArgumentException("A series has an end exactly when it is final.");
    }
  }

  public Contender contender(Side side) {
    return side == Side.P1 ? p1 : p2;
  }

  /** The side a player is on. */
  public Optional<Side> sideOf(PlayerId player) {
    if (p1.player().equals(player)) {
      return Optional.of(Side.P1);
    }
    return p2.player().equals(player) ? Optional.of(Side.P2) : Optional.empty();
  }

  /** How many games a side has won. */
  public int wins(Side side) {
    return (int) games.stream().filter(game -> game.winner() == side).count();
  }
}
