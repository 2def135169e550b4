package io.lanista.engine.hosting;

import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.match.Side;
import java.time.Duration;
import java.util.Optional;

/**
 * How one game ended.
 *
 * @param winner empty if it was drawn or both failed
 * @param result as the world says, or, after a forfeit, as it stood
 * @param forfeitedBy who failed; empty if nobody did, or both
 * @param reason why it ended as it did, if it was not played to its end
 */
record Ending(
    Kind kind,
    Optional<Side> winner,
    WorldResult result,
    Optional<Side> forfeitedBy,
    Optional<String> reason) {
  /** What decides whether a game counts. */
  enum Kind {
    DECIDED,
    /** By play, or because it took too long: it is played again. */
    DRAWN,
    /** Both failed in one and the same frame, so that neither can be said to have won. */
    BOTH_FAILED
  }

  static Ending played(WorldResult result) {
    Kind kind = result.winner().isPresent() ? Kind.DECIDED : Kind.DRAWN;
    return new Ending(kind, result.winner(), result, Optional.empty(), Optional.empty());
  }

  static Ending tooLong(WorldResult standing) {
    return new Ending(
        Kind.DRAWN,
        Optional.empty(),
        standing,
        Optional.empty(),
        Optional.of("The game was not over after " + standing.frames() + " frames."));
  }

  /**
   * Its time is over. Were that a draw, whoever loses would only have to answer slowly: so it is
   * decided as games with a clock are, by stocks, then by percent.
   */
  static Ending outOfTime(WorldResult standing, Duration took) {
    Standing p1 = standing.p1();
    Standing p2 = standing.p2();
    int ahead =
        p1.stocks() != p2.stocks()
            ? Integer.compare(p1.stocks(), p2.stocks())
            : Double.compare(p2.percent(), p1.percent());
    Optional<Side> winner =
        ahead == 0 ? Optional.empty() : Optional.of(ahead > 0 ? Side.P1 : Side.P2);
    return new Ending(
        ahead == 0 ? Kind.DRAWN : Kind.DECIDED,
        winner,
        new WorldResult(winner, p1, p2, standing.frames()),
        Optional.empty(),
        Optional.of(
            "The game was not over when its time was, after "
                + took.toSeconds()
                + " s and "
                + standing.frames()
                + " frames."));
  }

  static Ending forfeited(Side by, String reason, WorldResult standing) {
    return new Ending(
        Kind.DECIDED, Optional.of(by.other()), standing, Optional.of(by), Optional.of(reason));
  }

  static Ending bothFailed(String reason, WorldResult standing) {
    return new Ending(
        Kind.BOTH_FAILED, Optional.empty(), standing, Optional.empty(), Optional.of(reason));
  }
}
