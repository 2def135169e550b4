package io.lanista.ports.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A team's claim of a problem.
 *
 * @param timestamp when it was solved, by the judge's clock; milliseconds since the epoch in a
 *     room, any unit where claims are only compared; 0..2^53
 * @param submission the judge's id of the submission that makes it, 0..2^53; empty where it is not
 *     known
 */
public record Claim(ProblemId problem, TeamId team, long timestamp, OptionalLong submission) {
  /** The largest number that every JSON reader keeps exactly. */
  public static final long LARGEST = 1L << 53;

  public Claim {
    Objects.requireNonNull(problem);
    Objects.requireNonNull(team);
    check("timestamp", timestamp);
    submission.ifPresent(id -> check("submission_id", id));
  }

  private static void check(String field, long number) {
    if (number < 0 || number > LARGEST) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, field, field + " must be an integer from 0 to 2^53.");
    }
  }

  /** The lock this claim would make. */
  public Lock lock() {
    return new Lock(team, timestamp, submission);
  }
}
