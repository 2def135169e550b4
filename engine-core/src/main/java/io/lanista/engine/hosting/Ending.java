package io.lanista.engine.hosting;

import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.match.Side;
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

  static Ending forfeited(Side by, String reason, WorldResult standing) {
    return new Ending(
        Kind.DECIDED, Optional.of(by.other()), standing, Optional.of(by), Optional.of(reason));
  }

  static Ending bothFailed(String reason, WorldResult standing) {
    return new Ending(
        Kind.BOTH_FAILED, Optional.empty(), standing, Optional.empty(), Optional.of(reason));
  }
}
