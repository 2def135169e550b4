package io.lanista.engine.room;

import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.Submission;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was handed on last about each account, so that polls that bring nothing new write nothing.
 * Used by one thread.
 */
final class HandedOn {
  /**
   * What would give the same result.
   *
   * @param rooms their versions: a room that has changed may have use for what it had none for
   */
  private record Last(Map<RoomId, Long> rooms, List<Submission> submissions) {}

  private static final int MOST = 2_000;

  private final Map<JudgeAccount, Last> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JudgeAccount, Last> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Whether this was handed on.
   *
   * @param rooms as they were read before the judge was asked
   */
  boolean contains(JudgeAccount account, Collection<Room> rooms, List<Submission> submissions) {
    return new Last(versions(rooms), submissions).equals(last.get(account));
  }

  /** Notes what was handed on, and is durable. */
  void note(JudgeAccount account, Collection<Room> rooms, List<Submission> submissions) {
    last.put(account, new Last(versions(rooms), submissions));
  }

  private static Map<RoomId, Long> versions(Collection<Room> rooms) {
    return rooms.stream().collect(Collectors.toMap(Room::id, Room::version));
  }
}
