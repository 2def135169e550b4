package io.lanista.engine.room;

import io.lanista.ports.room.Room;
import java.time.Duration;
import java.time.Instant;

/** For how long a room waits for what it needs to go on: its format, its judge. Pure. */
final class Overdue {
  /** After what the room itself allows. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private Overdue() {}

  /** Whether a room should have come on by now, wherever that was possible. */
  static boolean is(Room room, Instant listeningSince, Instant now) {
    return !now.isBefore(since(room, listeningSince));
  }

  private static Instant since(Room room, Instant listeningSince) {
    return switch (room.status()) {
      case WAITING -> Readiness.deadline(room, listeningSince).plus(PATIENCE);
      case ACTIVE -> room.deadline().orElseThrow().plus(PATIENCE);
      case JUDGING ->
          room.stoppedAt().orElseThrow().plus(room.plan().grace().multipliedBy(2)).plus(PATIENCE);
      case ENDED -> Instant.MAX;
    };
  }
}
