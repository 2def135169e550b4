package io.lanista.ports.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;

/**
 * Problems to be drawn instead of named.
 *
 * @param count 1..100
 */
public record Selection(int count, int minRating, int maxRating) {
  public Selection {
    if (count < 1 || count > 100) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, "count", "Between 1 and 100 problems can be drawn.");
    }
    if (minRating < 0 || maxRating > 10_000 || minRating > maxRating) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST,
          "min_rating",
          "min_rating must be at least 0 and at most max_rating, which is at most 10000.");
    }
  }
}
