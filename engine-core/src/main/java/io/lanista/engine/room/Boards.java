package io.lanista.engine.room;

import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomBoard;
import java.time.Duration;
import java.util.Optional;

/** What the arbiter is shown of a room that is played or judged. */
final class Boards {
  /** Longer than anything that follows on the end of a room's grace. */
  private static final Duration AFTERWARDS = Duration.ofHours(1);

  private Boards() {}

  static RoomBoard of(Room room, Optional<ProblemId> current) {
    return new RoomBoard(
        room.id(),
        room.version(),
        room.plan().format(),
        room.status(),
        room.startedAt().orElseThrow(),
        room.plan().limit(),
        current,
        room.problems().size(),
        room.locks(),
        Scores.of(room),
        room.plan().limit().plus(room.plan().grace().multipliedBy(2)).plus(AFTERWARDS));
  }
}
