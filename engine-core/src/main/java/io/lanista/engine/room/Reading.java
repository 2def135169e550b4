package io.lanista.engine.room;

import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What one poll has read, page by page. */
final class Reading {
  private final long seenBefore;
  private final long notBefore;
  private Optional<Instant> askedAt = Optional.empty();
  private OptionalLong lowestPending = OptionalLong.empty();
  private long highest;
  private boolean over;

  /**
   * Nothing is read yet.
   *
   * @param seenBefore up to this id everything was known and final
   * @param notBefore what was submitted earlier is of no use, in milliseconds
   */
  Reading(long seenBefore, long notBefore) {
    this.seenBefore = seenBefore;
    this.notBefore = notBefore;
    highest = seenBefore;
  }

  /** The first request counts: what it did not see, a later page need not show. */
  void askedAt(Instant at) {
    askedAt = askedAt.or(() -> Optional.of(at));
  }

  Optional<Instant> askedAt() {
    return askedAt;
  }

  /**
   * Takes a page.
   *
   * @return what is of use, known or not: one that a judge shows late may have a lower id than
   *     those that were seen
   */
  List<Submission> take(List<Submission> page) {
    for (Submission submission : page) {
      highest = Math.max(highest, submission.id());
      if (submission.id() <= seenBefore || submission.submittedAt() < notBefore) {
        over = true;
      }
      if (submission.verdict() == Verdict.PENDING && submission.submittedAt() >= notBefore) {
        lowestPending =
            OptionalLong.of(Math.min(lowestPending.orElse(Long.MAX_VALUE), submission.id()));
      }
    }
    return page.stream().filter(submission -> submission.submittedAt() >= notBefore).toList();
  }

  /** The same pages come once more, because of a gap. */
  void again() {
    over = false;
  }

  /** Whether it has met what was seen, or what is too old. */
  boolean isOver() {
    return over;
  }

  /** Up to which id everything is known and final now. */
  long seen() {
    return lowestPending.isPresent() ? Math.max(0, lowestPending.getAsLong() - 1) : highest;
  }
}
