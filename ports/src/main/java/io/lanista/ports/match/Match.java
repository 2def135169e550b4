package io.lanista.ports.match;

import io.lanista.ports.queue.QueueName;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.replay.ReplayHash;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A match between two entrants, as stored.
 *
 * @param runner the name of the plugin contribution that decides what is the game's
 * @param game the game's id in signed results and ratings, such as {@code melee}
 * @param result present exactly when completed
 * @param endedAt when it completed or expired
 * @param reason why it is expired or disputed, or how it was decided, in a sentence
 */
public record Match(
    MatchId id,
    QueueName queue,
    String runner,
    String game,
    MatchStatus status,
    Entrant p1,
    Entrant p2,
    Optional<Report> p1Report,
    Optional<Report> p2Report,
    Optional<Result> result,
    Instant createdAt,
    Optional<Instant> endedAt,
    Optional<String> reason) {

  /**
   * The canonical result: set once.
   *
   * @param timestampSeconds seconds since the epoch, as both sides sign it
   * @param replay the recording that goes with the signed result
   * @param p1Rating what happened to side p1's rating
   */
  public record Result(
      Decision decision,
      long timestampSeconds,
      Optional<ReplayHash> replay,
      RatingChange p1Rating,
      RatingChange p2Rating) {
    public Result {
      Objects.requireNonNull(decision);
      Objects.requireNonNull(replay);
      Objects.requireNonNull(p1Rating);
      Objects.requireNonNull(p2Rating);
    }

    public RatingChange rating(Side side) {
      return side == Side.P1 ? p1Rating : p2Rating;
    }
  }

  public Match {
    Objects.requireNonNull(id);
    Objects.requireNonNull(queue);
    Objects.requireNonNull(runner);
    Objects.requireNonNull(game);
    Objects.requireNonNull(status);
    Objects.requireNonNull(p1);
    Objects.requireNonNull(p2);
    Objects.requireNonNull(p1Report);
    Objects.requireNonNull(p2Report);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(reason);
    if (result.isPresent() != (status == MatchStatus.COMPLETED)) {
      throw new IllegalArgumentException("A match has a result exactly when it is completed.");
    }
    if (endedAt.isPresent() != status.isFinal()) {
      throw new IllegalArgumentException("A match has an end exactly when it is final.");
    }
  }

  public Entrant entrant(Side side) {
    return side == Side.P1 ? p1 : p2;
  }

  public Optional<Report> report(Side side) {
    return side == Side.P1 ? p1Report : p2Report;
  }

  /** This match with one side's report added. */
  public Match reported(Side side, Report report) {
    return new Match(
        id,
        queue,
        runner,
        game,
        status,
        p1,
        p2,
        side == Side.P1 ? Optional.of(report) : p1Report,
        side == Side.P2 ? Optional.of(report) : p2Report,
        result,
        createdAt,
        endedAt,
        reason);
  }

  /** This match, disputed. */
  public Match disputed(String why) {
    return with(MatchStatus.DISPUTED, Optional.empty(), Optional.empty(), why);
  }

  /** This match, ended without a result. */
  public Match expired(Instant at, String why) {
    return with(MatchStatus.EXPIRED, Optional.empty(), Optional.of(at), why);
  }

  /** This match, decided. */
  public Match completed(Result canonical, Instant at, String why) {
    return with(MatchStatus.COMPLETED, Optional.of(canonical), Optional.of(at), why);
  }

  private Match with(
      MatchStatus next, Optional<Result> canonical, Optional<Instant> end, String why) {
    return new Match(
        id,
        queue,
        runner,
        game,
        next,
        p1,
        p2,
        p1Report,
        p2Report,
        canonical,
        createdAt,
        end,
        Optional.of(why));
  }
}
