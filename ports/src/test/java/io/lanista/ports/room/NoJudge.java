package io.lanista.ports.room;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A judge that tests speak for.
 *
 * @param isPolled what it says of itself; nobody asks it
 */
public record NoJudge(Duration resolution, boolean isPolled) implements Judge {
  /** One that tells milliseconds and posts its verdicts. */
  public static final NoJudge HOOK = new NoJudge(Duration.ofMillis(1), false);

  @Override
  public Duration spacing() {
    return Duration.ZERO;
  }

  @Override
  public int pageSize() {
    return 1;
  }

  @Override
  public List<Submission> submissions(JudgeAccount account, int offset) {
    return List.of();
  }

  @Override
  public Map<JudgeAccount, Integer> ratings(Set<JudgeAccount> accounts) {
    return Map.of();
  }
}
