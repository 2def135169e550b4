package io.lanista.engine.room;

import io.lanista.ports.room.Arbitration;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The locks of one room. Guarded by its own monitor, so that rooms do not wait for each other. */
final class StandingLocks {
  /** More than any clock's milliseconds, and far from what would overflow beside them. */
  private static final long LONGEST_MILLIS = Long.MAX_VALUE / 4;

  private final Map<ProblemId, Lock> locks = new HashMap<>();
  private long version = Long.MIN_VALUE;
  private int problems;
  private long until = Long.MAX_VALUE;

  /** Empty once the time to keep these is over. */
  synchronized Optional<Arbitration> claim(Claim claim, long now) {
    if (isOver(now)) {
      return Optional.empty();
    }
    Lock standing = locks.get(claim.problem());
    ClaimOutcome outcome = standing == null ? ClaimOutcome.CLAIMED : standing.against(claim);
    if (outcome == ClaimOutcome.CLAIMED || outcome == ClaimOutcome.RECLAIMED) {
      locks.put(claim.problem(), claim.lock());
    }
    return Optional.of(
        new Arbitration(outcome, Optional.ofNullable(standing), locks.size() >= problems));
  }

  synchronized Map<ProblemId, Lock> locks(long now) {
    return isOver(now) ? Map.of() : Map.copyOf(locks);
  }

  synchronized void show(RoomBoard board, long now) {
    board.locks().forEach(this::learn);
    if (board.version() >= version) {
      version = board.version();
      problems = board.problems();
      until = now + millis(board);
    }
  }

  private void learn(ProblemId problem, Lock lock) {
    Lock standing = locks.get(problem);
    if (standing == null
        || standing.against(new Claim(problem, lock.team(), lock.timestamp(), lock.submission()))
            == ClaimOutcome.RECLAIMED) {
      locks.put(problem, lock);
    }
  }

  private static long millis(RoomBoard board) {
    return board.keep().compareTo(Duration.ofMillis(LONGEST_MILLIS)) < 0
        ? board.keep().toMillis()
        : LONGEST_MILLIS;
  }

  synchronized boolean isOver(long now) {
    return now >= until;
  }
}
