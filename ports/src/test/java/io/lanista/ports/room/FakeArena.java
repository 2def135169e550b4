package io.lanista.ports.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything is revealed at the start; over when everything is owned; ranked by points only. */
public final class FakeArena implements RoomFormat {
  @Override
  public Moves next(RoomView room, Instant now) {
    if (room.openings().isEmpty()) {
      return Moves.reveal(room.problems().stream().map(Problem::id).toList());
    }
    return room.locks().size() == room.problems().size() ? Moves.OVER : Moves.NONE;
  }

  @Override
  public List<Set<TeamId>> ranking(RoomView room) {
    return byPoints(room);
  }

  static List<Set<TeamId>> byPoints(RoomView room) {
    Map<Integer, Set<TeamId>> byPoints = new TreeMap<>();
    for (TeamId team : room.teams()) {
      byPoints.computeIfAbsent(-room.score(team), points -> new LinkedHashSet<>()).add(team);
    }
    return new ArrayList<>(byPoints.values());
  }
}
