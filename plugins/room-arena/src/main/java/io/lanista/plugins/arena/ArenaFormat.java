package io.lanista.plugins.arena;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.lanista.ports.room.Moves;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** All problems are open from the start, until each has an owner (spec 4, Arena). */
final class ArenaFormat implements RoomFormat {
  @Override
  public Moves next(RoomView room, Instant now) {
    List<ProblemId> hidden =
        room.problems().stream()
            .map(Problem::id)
            .filter(id -> !room.openings().containsKey(id))
            .toList();
    if (!hidden.isEmpty()) {
      return Moves.reveal(hidden);
    }
    boolean allLocked =
        room.problems().stream().allMatch(problem -> room.locks().containsKey(problem.id()));
    return allLocked ? Moves.OVER : Moves.NONE;
  }

  @Override
  public List<Set<TeamId>> ranking(RoomView room) {
    return List.copyOf(
        room.teams().stream()
            .collect(groupingBy(team -> ArenaStanding.of(room, team), TreeMap::new, toSet()))
            .values());
  }
}
