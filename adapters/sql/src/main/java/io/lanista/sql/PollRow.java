package io.lanista.sql;

import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.storage.PollStore.Poll;
import java.time.Instant;
import java.util.Optional;

/** A row of the polls, without who has it. */
record PollRow(String judge, JudgeAccount account, Instant due, long seen, Instant askedAt) {
  static PollRow of(Poll poll) {
    return new PollRow(
        poll.judge(), poll.account(), poll.due(), poll.seen(), poll.askedAt().orElse(null));
  }

  Poll poll() {
    return new Poll(judge, account, due, seen, Optional.ofNullable(askedAt));
  }
}
