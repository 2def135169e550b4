package io.lanista.distribution.bench;

import io.lanista.ports.room.Arbitration;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import io.lanista.ports.room.RoomId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The least that decides about claims: one map behind one lock. */
final class SynchronizedArbiter implements ClaimArbiter {
  private final Map<RoomId, Map<ProblemId, Lock>> rooms = new HashMap<>();
  private final Map<RoomId, Integer> problems = new HashMap<>();

  @Override
  public synchronized Optional<Arbitration> claim(RoomId room, Claim claim) {
    Map<ProblemId, Lock> locks = rooms.get(room);
    if (locks == null) {
      return Optional.empty();
    }
    Lock standing = locks.get(claim.problem());
    ClaimOutcome outcome = standing == null ? ClaimOutcome.CLAIMED : standing.against(claim);
    if (outcome == ClaimOutcome.CLAIMED || outcome == ClaimOutcome.RECLAIMED) {
      locks.put(claim.problem(), claim.lock());
    }
    return Optional.of(
        new Arbitration(
            outcome, Optional.ofNullable(standing), locks.size() >= problems.get(room)));
  }

  @Override
  public synchronized Map<ProblemId, Lock> locks(RoomId room) {
    return Map.copyOf(rooms.getOrDefault(room, Map.of()));
  }

  @Override
  public synchronized void show(RoomBoard board) {
    rooms.computeIfAbsent(board.room(), id -> new HashMap<>());
    problems.put(board.room(), board.problems());
  }

  @Override
  public synchronized void forget(RoomId room) {
    rooms.remove(room);
    problems.remove(room);
  }

  @Override
  public void close() {}
}
