package io.lanista.sql;

import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.room.Verdict;

/** A row of a room's log of submissions. */
record RoomSubmissionRow(
    RoomId roomId,
    long submission,
    JudgeAccount account,
    ProblemId problemId,
    long submittedAt,
    Verdict verdict,
    TeamId teamId,
    RoomSubmission.State state) {
  static RoomSubmissionRow of(RoomId room, RoomSubmission logged) {
    Submission submission = logged.submission();
    return new RoomSubmissionRow(
        room,
        submission.id(),
        submission.account(),
        submission.problem(),
        submission.submittedAt(),
        submission.verdict(),
        logged.team(),
        logged.state());
  }

  RoomSubmission logged() {
    return new RoomSubmission(
        new Submission(submission, account, problemId, submittedAt, verdict), teamId, state);
  }
}
