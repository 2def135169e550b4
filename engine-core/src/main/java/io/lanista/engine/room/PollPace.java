package io.lanista.engine.room;

import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** How often an account is asked about, as far as a judge's spacing allows it. */
final class PollPace {
  private static final Duration CLOSE = Duration.ofMinutes(2);

  private final Duration usual;
  private final Duration close;

  private PollPace(Duration usual, Duration close) {
    this.usual = usual;
    this.close = close;
  }

  /** The pace for a judge: one that sets no spacing has nothing against questions. */
  static PollPace of(Duration spacing) {
    return spacing.isZero()
        ? new PollPace(Duration.ofSeconds(1), Duration.ofMillis(500))
        : new PollPace(Duration.ofSeconds(10), Duration.ofSeconds(2));
  }

  /** When to ask again about an account that plays in these rooms. */
  Instant next(Collection<Room> rooms, Instant now) {
    boolean close =
        rooms.stream()
            .anyMatch(
                room ->
                    room.status() == RoomStatus.JUDGING
                        || room.deadline()
                            .filter(end -> end.isBefore(now.plus(CLOSE)))
                            .isPresent());
    return now.plus(close ? this.close : usual);
  }

  /** When to ask again after something was missing. */
  Instant soon(Instant now) {
    return now.plus(close);
  }
}
