package io.lanista.ports.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A problem of a room.
 *
 * @param rating the judge's measure of its difficulty, 0..10,000; empty if unrated
 * @param points for owning it, 0..1,000,000
 * @param limit for how long it is open at most, in a format that opens one at a time
 */
public record Problem(
    ProblemId id, String name, Optional<Integer> rating, int points, Optional<Duration> limit) {
  private static final int POINTS_OF_UNRATED = 1_000;

  public Problem {
    Objects.requireNonNull(id);
    Names.checked("name", "A problem's name", name);
    if (rating.filter(r -> r < 0 || r > 10_000).isPresent()) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, "rating", "A problem's rating is 0 to 10000.");
    }
    if (points < 0 || points > 1_000_000) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, "points", "A problem's points are 0 to 1000000.");
    }
    Objects.requireNonNull(limit);
  }

  /** A tenth of the rating, 1,000 for an unrated problem (spec 4, Words). */
  public static int usualPoints(Optional<Integer> rating) {
    return rating.map(r -> r / 10).orElse(POINTS_OF_UNRATED);
  }
}
