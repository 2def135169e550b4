package io.lanista.ports.match;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Objects;
import java.util.Optional;

/**
 * One side's account of a match.
 *
 * @param durationSeconds 0..86400
 * @param score the reporter's own score, 0..99 (in Melee: stocks left)
 * @param opponentScore the other side's, as the reporter saw it, 0..99
 */
public record Report(
    Outcome outcome,
    Optional<Double> durationSeconds,
    Optional<Integer> score,
    Optional<Integer> opponentScore) {
  public Report {
    Objects.requireNonNull(outcome);
    durationSeconds.ifPresent(
        s -> {
          if (!(s >= 0 && s <= 86_400)) {
            throw EngineException.field(
                ErrorCode.INVALID_REPORT,
                "duration_seconds",
                "A match lasts between 0 and 86400 seconds; given: " + s + ".");
          }
        });
    score.ifPresent(s -> checkScore("stocks_remaining", s));
    opponentScore.ifPresent(s -> checkScore("opponent_stocks", s));
  }

  private static void checkScore(String field, int score) {
    if (score < 0 || score > 99) {
      throw EngineException.field(
          ErrorCode.INVALID_REPORT, field, "Stocks are 0 to 99; given: " + score + ".");
    }
  }
}
