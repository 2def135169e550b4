package io.lanista.engine.room;

import io.lanista.engine.plugin.Registry;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomStatus;
import java.time.Clock;
import java.util.Optional;

/** Makes snapshots of rooms as they were read. Thread-safe. */
record Snapshots(Registry<RoomFormat> formats, FormatPatience patience, Clock clock) {
  /** A snapshot; without a current problem if the format cannot be asked for it. */
  RoomSnapshot of(Room room) {
    return new RoomSnapshot(room, current(room), Scores.of(room));
  }

  private Optional<ProblemId> current(Room room) {
    if (room.status() != RoomStatus.ACTIVE || !patience.allows(room.id(), clock.instant())) {
      return Optional.empty();
    }
    try (FormatHold hold = FormatHold.of(formats, room)) {
      return hold.calls().flatMap(calls -> calls.current(room));
    } catch (FormatBroke | FormatAway failed) {
      // The room's next turn finds that out, and what is to be done about it.
      return Optional.empty();
    }
  }
}
