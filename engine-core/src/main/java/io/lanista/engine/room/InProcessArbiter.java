package io.lanista.engine.room;

import io.lanista.ports.room.Arbitration;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import io.lanista.ports.room.RoomId;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides about claims in this process, for an engine that shares its rooms with nobody. Holds what
 * was shown, until it is forgotten or its time to keep is over.
 */
public final class InProcessArbiter implements ClaimArbiter {
  private static final long SWEEP_MILLIS = 60_000;

  private final Clock clock;
  private final Map<RoomId, StandingLocks> rooms = new ConcurrentHashMap<>();
  private long swept;

  public InProcessArbiter(Clock clock) {
    this.clock = Objects.requireNonNull(clock);
  }

  @Override
  public Optional<Arbitration> claim(RoomId room, Claim claim) {
    StandingLocks standing = rooms.get(room);
    return standing == null ? Optional.empty() : standing.claim(claim, clock.millis());
  }

  @Override
  public Map<ProblemId, Lock> locks(RoomId room) {
    StandingLocks standing = rooms.get(room);
    return standing == null ? Map.of() : standing.locks(clock.millis());
  }

  @Override
  public void show(RoomBoard board) {
    long now = clock.millis();
    sweep(now);
    rooms.compute(
        board.room(),
        (id, known) -> {
          StandingLocks standing = known == null || known.isOver(now) ? new StandingLocks() : known;
          standing.show(board, now);
          return standing;
        });
  }

  /** Boards that nobody forgot go here: nothing else would ever look at them again. */
  private synchronized void sweep(long now) {
    if (now - swept >= SWEEP_MILLIS) {
      swept = now;
      rooms.values().removeIf(standing -> standing.isOver(now));
    }
  }

  @Override
  public void forget(RoomId room) {
    rooms.remove(room);
  }

  /** How many rooms it holds. */
  int size() {
    return rooms.size();
  }

  @Override
  public void close() {
    rooms.clear();
  }
}
