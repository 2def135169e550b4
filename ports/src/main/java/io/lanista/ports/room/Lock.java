package io.lanista.ports.room;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Who owns a problem.
 *
 * @param timestamp as in the {@link Claim} that made it
 * @param submission as there
 */
public record Lock(TeamId team, long timestamp, OptionalLong submission) {
  public Lock {
    Objects.requireNonNull(team);
    Objects.requireNonNull(submission);
  }

  /**
   * What a claim of the same problem does to this lock (spec 4, Claim): the earlier one owns it, of
   * equal ones the lower submission, and this one where an id is not known. The final owner is the
   * same in whatever order claims with ids come.
   */
  public ClaimOutcome against(Claim claim) {
    if (submission.isPresent() && submission.equals(claim.submission())) {
      return ClaimOutcome.HELD;
    }
    if (claim.timestamp() != timestamp) {
      return claim.timestamp() < timestamp ? ClaimOutcome.RECLAIMED : ClaimOutcome.LOST;
    }
    boolean lower =
        submission.isPresent()
            && claim.submission().isPresent()
            && claim.submission().getAsLong() < submission.getAsLong();
    return lower ? ClaimOutcome.RECLAIMED : ClaimOutcome.LOST;
  }
}
