package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.Subject;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Does in rooms what is due. Thread-safe, idempotent. */
public final class RoomTurns {
  private static final int MANY = 100_000;

  /** So late a deadline comes only if no engine worked meanwhile, or not their database. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private final RoomWrites writes;
  private final Storage storage;

  @Inject
  public RoomTurns(RoomWrites writes, Storage storage) {
    this.writes = writes;
    this.storage = storage;
  }

  /**
   * Does everything that is due in a room at its deadline. If that comes late, members could not be
   * heard either: while the database is away nothing calls this, and nothing of theirs gets here.
   *
   * @param set when it was due
   * @return when to look again; empty if nothing will be due any more
   */
  public Optional<Instant> due(RoomId id, Instant set) {
    if (writes.now().isAfter(set.plus(LATE))) {
      writes.unheard();
    }
    return due(id);
  }

  /**
   * Does everything that is due in a room.
   *
   * @return when to look again; empty if nothing will be due any more
   */
  public Optional<Instant> due(RoomId id) {
    try {
      return writes.change(id, RoomWrites.NOTHING).due();
    } catch (EngineException failed) {
      if (failed.code() == ErrorCode.ROOM_NOT_FOUND) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /**
   * At start: has every open room looked at, whether it has its deadline or not. One that lost it
   * would stay open forever otherwise.
   */
  public void resume() {
    Instant now = writes.now();
    storage.transact(
        tx -> {
          for (RoomId room : tx.rooms().open(MANY)) {
            tx.deadlines().set(new Deadline(Subject.room(room), Deadline.Kind.ROOM, now));
          }
          return null;
        });
  }
}
