package io.lanista.judges;

import io.lanista.ports.room.Judge;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A judge that is never asked: its verdicts are posted to the engine. */
public final class HookJudge implements Judge {
  @Override
  public Duration resolution() {
    return Duration.ofMillis(1);
  }

  @Override
  public Duration spacing() {
    return Duration.ZERO;
  }

  @Override
  public boolean isPolled() {
    return false;
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
