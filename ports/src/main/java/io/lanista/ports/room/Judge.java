package io.lanista.ports.room;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows what was solved. Thread-safe. The engine keeps to {@link #spacing} for all rooms and
 * engines together; every call of a method that may throw {@link JudgeUnavailableException} is one
 * request.
 */
public interface Judge {
  /** How fine its instants are: verdicts are compared at this resolution. */
  Duration resolution();

  /** The least time between two requests; zero for none. */
  Duration spacing();

  /** Whether it is asked for verdicts; otherwise they are posted to the engine. */
  boolean isPolled();

  /** How many submissions a request gives at most, 1 or more. */
  int pageSize();

  /**
   * Submissions of an account, the newest first; what is new meanwhile moves the others back, so
   * that pages may overlap. Returns within 30 seconds.
   *
   * @param offset how many of the newest to leave out
   * @return at most {@link #pageSize}; fewer only at the end
   */
  List<Submission> submissions(JudgeAccount account, int offset) throws JudgeUnavailableException;

  /** Ratings of those accounts that have one. Returns within 30 seconds. */
  Map<JudgeAccount, Integer> ratings(Set<JudgeAccount> accounts) throws JudgeUnavailableException;
}
