package io.lanista.engine.room;

import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.Submission;
import java.time.Duration;
import java.time.Instant;

/**
 * When a submission counts (spec 4, Window): made while its problem was open, to the resolution of
 * the judge.
 */
record Window(Duration resolution) {
  /** Whether it does; a problem that was not revealed is never open. */
  boolean holds(Room room, Submission submission) {
    Opening opening = room.openings().get(submission.problem());
    if (opening == null) {
      return false;
    }
    Instant end = room.deadline().orElseThrow();
    Instant close = opening.closedAt().filter(end::isAfter).orElse(end);
    long made = floor(submission.submittedAt());
    return floor(opening.revealedAt().toEpochMilli()) <= made
        && made <= floor(close.toEpochMilli());
  }

  private long floor(long millis) {
    return Math.floorDiv(millis, Math.max(1, resolution.toMillis()));
  }
}
