package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Arbitration;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import io.lanista.ports.room.RoomId;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** An arbiter that is away for some of its uses, which are counted from 0. */
final class MoodyArbiter implements ClaimArbiter {
  private final ClaimArbiter arbiter;
  private final IntPredicate away;
  private int uses;

  MoodyArbiter(ClaimArbiter arbiter, IntPredicate away) {
    this.arbiter = arbiter;
    this.away = away;
  }

  int uses() {
    return uses;
  }

  private ClaimArbiter asked() {
    if (away.test(uses++)) {
      throw new EngineException(ErrorCode.ARBITER_UNAVAILABLE, "The arbiter is away.");
    }
    return arbiter;
  }

  @Override
  public Optional<Arbitration> claim(RoomId room, Claim claim) {
    return asked().claim(room, claim);
  }

  @Override
  public Map<ProblemId, Lock> locks(RoomId room) {
    return asked().locks(room);
  }

  @Override
  public void show(RoomBoard board) {
    asked().show(board);
  }

  @Override
  public void forget(RoomId room) {
    asked().forget(room);
  }

  @Override
  public void close() {}
}
