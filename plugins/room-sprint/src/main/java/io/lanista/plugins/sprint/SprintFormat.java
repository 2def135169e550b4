package io.lanista.plugins.sprint;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.lanista.ports.room.Moves;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All problems are open from the start, and the first team that owns enough of them wins.
 *
 * <p>An example of a format, and all there is to one: it looks at the room as it is now and says
 * what happens next, and who is ahead. Claims, time limits, late verdicts, points, events and
 * restarts are the engine's.
 */
final class SprintFormat implements RoomFormat {
  private final Goal goal;

  SprintFormat(Goal goal) {
    this.goal = goal;
  }

  @Override
  public Optional<String> refusal(List<Problem> problems, int teams) {
    int needed = goal.of(problems.size());
    return needed <= problems.size()
        ? Optional.empty()
        : Optional.of(
            "A sprint is won with "
                + needed
                + " problems (problems-to-win) and this room has "
                + problems.size()
                + ": name more problems.");
  }

  @Override
  public Moves next(RoomView room, Instant now) {
    if (room.openings().isEmpty()) {
      return Moves.reveal(room.problems().stream().map(Problem::id).toList());
    }
    boolean won = room.teams().stream().anyMatch(team -> standing(room, team).hasWon());
    // Several teams may have shared the problems so that none has enough.
    return won || room.locks().size() == room.problems().size() ? Moves.OVER : Moves.NONE;
  }

  @Override
  public List<Set<TeamId>> ranking(RoomView room) {
    return List.copyOf(
        room.teams().stream()
            .collect(groupingBy(team -> standing(room, team), TreeMap::new, toSet()))
            .values());
  }

  private SprintStanding standing(RoomView room, TeamId team) {
    return SprintStanding.of(room, team, goal.of(room.problems().size()));
  }
}
