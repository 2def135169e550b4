package io.lanista.engine.room;

import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What there is to do for one judge, one thing at a time: polls and draws take turns, so that
 * neither waits for all of the other. Used by one thread.
 */
final class JudgeTurns {
  private final Judges.Entry entry;
  private final JudgeLine line;
  private final AccountPoll poll;
  private final ProblemDraw draw;

  JudgeTurns(
      String name,
      Judges.Entry entry,
      Storage storage,
      AccountPoll.Intake intake,
      RandomGenerator random,
      Clock clock,
      JudgeLine.Waiting waiting) {
    this.entry = entry;
    line = new JudgeLine(name, entry.judge().spacing(), storage, clock, waiting);
    poll = new AccountPoll(name, entry.judge(), line, storage, intake, clock);
    draw = new ProblemDraw(name, entry, line, storage, random, clock);
  }

  /**
   * Does what is due, if the judge may be asked now.
   *
   * @return false if nothing was
   */
  boolean turn() throws InterruptedException {
    if (line.pausedUntil().isPresent()) {
      return false;
    }
    boolean polled = entry.judge().isPolled() && poll.turn();
    return draw.turn() || polled;
  }
}
