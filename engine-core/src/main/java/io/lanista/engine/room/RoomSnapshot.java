package io.lanista.engine.room;

import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.TeamId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A room and what is computed from it. Whatever is shown of a room is made from this, and of its
 * problems only from {@link #revealed}.
 *
 * @param current the problem that is open, in a format that opens one at a time
 * @param scores the points of every team
 */
public record RoomSnapshot(Room room, Optional<ProblemId> current, Map<TeamId, Integer> scores) {
  public RoomSnapshot {
    Objects.requireNonNull(room);
    Objects.requireNonNull(current);
    scores = Map.copyOf(scores);
  }

  /** The problems that may be shown, in the room's order. */
  public List<Problem> revealed() {
    return room.problems().stream().filter(p -> room.openings().containsKey(p.id())).toList();
  }
}
