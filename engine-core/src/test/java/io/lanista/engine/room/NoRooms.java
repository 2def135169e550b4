package io.lanista.engine.room;

import io.lanista.engine.plugin.FixedRegistry;
import io.lanista.ports.room.Arbitration;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.NoJudge;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What an engine needs of rooms in tests that have none. */
public final class NoRooms {
  private NoRooms() {}

  public static RoomTurns turns(Storage storage, Clock clock) {
    ClaimArbiter arbiter = new ForgetfulArbiter();
    RoomWrites writes =
        new RoomWrites(
            storage,
            new FixedRegistry<>(Map.of()),
            new Judges(Map.of("hook", new Judges.Entry(NoJudge.HOOK, Optional.empty())), "hook"),
            arbiter,
            new RoomCommits(RoomSignals.none(), arbiter),
            RoomSettings.DEFAULT,
            clock);
    return new RoomTurns(writes, storage);
  }

  /** Knows no room, ever. */
  private static final class ForgetfulArbiter implements ClaimArbiter {
    @Override
    public Optional<Arbitration> claim(RoomId room, Claim claim) {
      return Optional.empty();
    }

    @Override
    public Map<ProblemId, Lock> locks(RoomId room) {
      return Map.of();
    }

    @Override
    public void show(RoomBoard board) {}

    @Override
    public void forget(RoomId room) {}

    @Override
    public void close() {}
  }
}
