package io.lanista.engine.room;

import io.lanista.ports.room.Judge;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The real judge, and when it was asked. */
record WatchedJudge(Judge real, JudgedWorld world) implements Judge {
  @Override
  public Duration resolution() {
    return real.resolution();
  }

  @Override
  public Duration spacing() {
    return real.spacing();
  }

  @Override
  public boolean isPolled() {
    return real.isPolled();
  }

  @Override
  public int pageSize() {
    return real.pageSize();
  }

  @Override
  public List<Submission> submissions(JudgeAccount account, int offset)
      throws JudgeUnavailableException {
    world.noteRequest();
    return real.submissions(account, offset);
  }

  @Override
  public Map<JudgeAccount, Integer> ratings(Set<JudgeAccount> accounts)
      throws JudgeUnavailableException {
    world.noteRequest();
    return real.ratings(accounts);
  }
}
