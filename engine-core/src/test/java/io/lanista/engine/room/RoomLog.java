package io.lanista.engine.room;

import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.storage.RoomSamples;
import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stored room to which events are written, as the engine writes them but without its rules. */
final class RoomLog {
  private final Storage storage;
  private final RoomCommits commits;
  private final RoomId id;

  RoomLog(Storage storage, RoomCommits commits, long seed) {
    this.storage = storage;
    this.commits = commits;
    Room room = new RoomSamples(seed).waiting();
    this.id = room.id();
    storage.transact(
        tx -> {
          tx.rooms().insert(room);
          return null;
        });
  }

  static RoomCommits commits() {
    ClaimArbiter arbiter = new InProcessArbiter(Clock.systemUTC());
    return new RoomCommits(RoomSignals.none(), arbiter);
  }

  RoomId id() {
    return id;
  }

  RoomSnapshot now() {
    Room room = storage.read(tx -> tx.rooms().find(id).orElseThrow());
    return new RoomSnapshot(room, Optional.empty(), Map.of());
  }

  /** Writes so many events, and tells the feed. */
  void write(int events) {
    commit(events, "thing", RoomStatus.ACTIVE);
    commits.made(id);
  }

  /** Writes so many events, and tells nobody. */
  void writeSilently(int events) {
    commit(events, "thing", RoomStatus.ACTIVE);
  }

  /** Writes the last event. */
  void end() {
    commit(1, "room.final", RoomStatus.ENDED);
    commits.made(id);
  }

  private void commit(int count, String type, RoomStatus status) {
    storage.transact(
        tx -> {
          Room from = tx.rooms().find(id).orElseThrow();
          List<RoomEvent> events = new ArrayList<>();
          for (int i = 1; i <= count; i++) {
            events.add(new RoomEvent(from.lastEvent() + i, type, Map.of("n", i), RoomSamples.NOW));
          }
          if (!tx.rooms().update(from, next(from, status, from.lastEvent() + count))) {
            throw new IllegalStateException("lost a race within a transaction");
          }
          tx.rooms().append(id, events);
          return null;
        });
  }

  private static Room next(Room from, RoomStatus status, long lastEvent) {
    return new Room(
        from.plan(),
        from.version() + 1,
        status,
        from.problems(),
        from.openings(),
        from.locks(),
        from.members(),
        from.withdrawn(),
        from.wrong(),
        from.startedAt(),
        from.deadline(),
        from.stoppedAt(),
        from.endedAt(),
        from.reason(),
        from.detail(),
        from.winner(),
        lastEvent);
  }
}
