package io.lanista.engine.room;

import io.lanista.ports.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long formats that take too long are left alone, by room: every such call may hold a thread of
 * the plugin for good, and other rooms need it. Thread-safe.
 */
final class FormatPatience {
  /** So many in a row; fewer than make a plugin stuck, so that no room alone can do that. */
  static final int MOST = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  /** So long after a pause nobody asked: another engine serves the room. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(15);

  /** Rooms that ended elsewhere are not told of. */
  private static final int MOST_ROOMS = 10_000;

  /** In a row so far, and when the next call may be made. */
  private record Silence(int times, Instant until) {}

  private final Map<RoomId, Silence> silent = new ConcurrentHashMap<>();

  /** Whether a room's format may be asked now. */
  boolean allows(RoomId room, Instant now) {
    Silence silence = silent.get(room);
    return silence == null || (silence.times() < MOST && !now.isBefore(silence.until()));
  }

  /** Whether it took too long so often that it is not asked in this room any more. */
  boolean isOver(RoomId room) {
    Silence silence = silent.get(room);
    return silence != null && silence.times() >= MOST;
  }

  /** It took too long once more. */
  void late(RoomId room, Instant now) {
    if (silent.size() >= MOST_ROOMS) {
      silent.clear();
    }
    silent.compute(
        room,
        (same, before) -> {
          boolean anew = before == null || now.isAfter(before.until().plus(FORGOTTEN));
          int times = anew ? 1 : before.times() + 1;
          return new Silence(times, now.plus(FIRST_PAUSE.multipliedBy(1L << (times - 1))));
        });
  }

  /** It answered. */
  void answered(RoomId room) {
    silent.remove(room);
  }
}
