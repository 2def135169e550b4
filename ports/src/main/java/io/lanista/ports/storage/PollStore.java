package io.lanista.ports.storage;

import io.lanista.ports.room.JudgeAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which accounts judges are asked about, and when, within one transaction: one schedule for all
 * rooms and engines.
 */
public interface PollStore {
  /**
   * An account to be asked about.
   *
   * @param due when, at the earliest
   * @param seen up to this submission everything is known and final; 0 if nothing is
   * @param askedAt when the last complete answer was asked for; empty if there was none
   */
  record Poll(
      String judge, JudgeAccount account, Instant due, long seen, Optional<Instant> askedAt) {
    public Poll {
      Objects.requireNonNull(judge);
      Objects.requireNonNull(account);
      Objects.requireNonNull(due);
      Objects.requireNonNull(askedAt);
    }
  }

  /**
   * Why a judge is not asked for a while.
   *
   * @param failures in a row
   */
  record Pause(Instant until, int failures, String reason) {
    public Pause {
      Objects.requireNonNull(until);
      Objects.requireNonNull(reason);
    }
  }

  /** Takes the next free instant for a request to a judge, not before {@code now}, and says it. */
  Instant reserve(String judge, Instant now, Duration spacing);

  /** The pause of a judge, over or not; empty if its last answer was good. */
  Optional<Pause> pause(String judge);

  /** Sets the pause of a judge; empty after a good answer. */
  void pause(String judge, Optional<Pause> pause);

  /**
   * Adds an account, or brings its next poll forward to {@code due}. While it is taken it stays so;
   * it is due then once it is put back.
   */
  void watch(String judge, JudgeAccount account, Instant due);

  /**
   * As {@link #watch}, and nothing counts as seen: for a room that begins. Nor does what whoever
   * has taken it at the moment will put back.
   */
  void watchAnew(String judge, JudgeAccount account, Instant due);

  /** Removes an account, unless it plays in a room of the judge that is active or judging. */
  void unwatch(String judge, JudgeAccount account);

  Optional<Poll> find(String judge, JudgeAccount account);

  /**
   * Takes the poll that has been due longest, so that nobody else takes it before {@code until}.
   * Empty if none is due at {@code now}.
   */
  Optional<Poll> take(String judge, Instant now, Instant until);

  /** Writes how a poll that was taken went on; one that is not watched any more is left out. */
  void put(Poll poll);
}
