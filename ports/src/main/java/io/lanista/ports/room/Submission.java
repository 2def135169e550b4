package io.lanista.ports.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Objects;

/**
 * A submission as a judge tells of it.
 *
 * @param id the judge's, 0..2^53; the lower one was made first
 * @param submittedAt milliseconds since the epoch by the judge's clock, 0..2^53
 */
public record Submission(
    long id, JudgeAccount account, ProblemId problem, long submittedAt, Verdict verdict) {
  public Submission {
    check("submission_id", id);
    Objects.requireNonNull(account);
    Objects.requireNonNull(problem);
    check("submitted_at", submittedAt);
    Objects.requireNonNull(verdict);
  }

  private static void check(String field, long number) {
    if (number < 0 || number > Claim.LARGEST) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, field, field + " must be an integer from 0 to 2^53.");
    }
  }
}
