package io.lanista.judges;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Codeforces, or a mirror of it: a judge and its problems, which know of each other what was solved
 * under another id.
 */
public record Codeforces(CodeforcesJudge judge, CodeforcesProblems problems) {
  /** Where its public API is. */
  public static final URI OFFICIAL = URI.create("https://codeforces.com/api");

  /** What it asks of its callers: one request in two seconds. */
  public static final Duration OFFICIAL_SPACING = Duration.ofSeconds(2);

  /** For a whole answer. */
  public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

  /**
   * Makes both; asks nothing yet.
   *
   * @param base of the API, without the method
   * @param spacing the least time between two requests
   * @param timeout for a whole answer, at most 30 seconds
   */
  public static Codeforces at(URI base, Duration spacing, Duration timeout, Clock clock) {
    CodeforcesApi api = new CodeforcesApi(base, timeout);
    Twins twins = new Twins();
    return new Codeforces(
        new CodeforcesJudge(api, spacing, twins), new CodeforcesProblems(api, twins, clock));
  }
}
