package io.lanista.engine.room;

import io.lanista.ports.room.Judge;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the members of a room have solved so far, and their ratings, read from their judge one
 * request at a time. Used by one thread.
 */
final class MemberHistory {
  /** Names of accounts have to fit into an address. */
  private static final int RATINGS_A_REQUEST = 100;

  private final Judge judge;
  private final Deque<JudgeAccount> unread;
  private final Deque<JudgeAccount> unrated;
  private final Set<ProblemId> solved = new HashSet<>();
  private final Map<JudgeAccount, Integer> ratings = new HashMap<>();
  private SubmissionPages pages;

  /**
   * Nothing is read yet.
   *
   * @param withSolved whether to read what was solved
   */
  MemberHistory(Judge judge, List<JudgeAccount> accounts, boolean withSolved) {
    this.judge = judge;
    unread = new ArrayDeque<>(withSolved ? accounts : List.of());
    unrated = new ArrayDeque<>(accounts);
    pages = new SubmissionPages(judge.pageSize());
  }

  /** Whether all is read. */
  boolean isComplete() {
    return unread.isEmpty() && unrated.isEmpty();
  }

  /**
   * Makes one request.
   *
   * @return false if there was no answer; the next call makes it again
   */
  boolean step(JudgeLine line) throws InterruptedException {
    if (!unread.isEmpty()) {
      Optional<List<Submission>> page =
          line.ask(at -> judge.submissions(unread.peek(), pages.offset()));
      page.ifPresent(this::take);
      return page.isPresent();
    }
    if (!unrated.isEmpty()) {
      Set<JudgeAccount> some = new HashSet<>(unrated.stream().limit(RATINGS_A_REQUEST).toList());
      Optional<Map<JudgeAccount, Integer>> answer = line.ask(at -> judge.ratings(some));
      if (answer.isPresent()) {
        ratings.putAll(answer.get());
        unrated.removeAll(some);
      }
      return answer.isPresent();
    }
    return true;
  }

  private void take(List<Submission> page) {
    page.stream()
        .filter(submission -> submission.verdict() == Verdict.ACCEPTED)
        .forEach(submission -> solved.add(submission.problem()));
    switch (pages.take(page)) {
      case MORE, AGAIN -> {
        return;
      }
      case END -> {
        unread.remove();
        pages = new SubmissionPages(judge.pageSize());
      }
      case BROKEN -> pages = new SubmissionPages(judge.pageSize());
    }
  }

  Set<ProblemId> solved() {
    return solved;
  }

  Map<JudgeAccount, Integer> ratings() {
    return ratings;
  }
}
