package io.lanista.ports.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A room that is being played, as its format sees it. Times are the engine's, except those of
 * locks, which are the judge's.
 *
 * @param problems all of them, in their order, revealed or not
 * @param teams those that were entered, in that order, withdrawn or not
 * @param openings of the problems that were revealed
 * @param locks who owns what
 * @param wrong how many wrong submissions a team made; a team without any is not in it
 */
public record RoomView(
    Instant startTime,
    Instant deadline,
    List<Problem> problems,
    List<TeamId> teams,
    Map<ProblemId, Opening> openings,
    Map<ProblemId, Lock> locks,
    Map<TeamId, Integer> wrong) {
  public RoomView {
    Objects.requireNonNull(startTime);
    Objects.requireNonNull(deadline);
    problems = List.copyOf(problems);
    teams = List.copyOf(teams);
    openings = Map.copyOf(openings);
    locks = Map.copyOf(locks);
    wrong = Map.copyOf(wrong);
  }

  /** The points of the problems a team owns. */
  public int score(TeamId team) {
    return owned(team).mapToInt(Problem::points).sum();
  }

  /** The problems a team owns, in the room's order. */
  public Stream<Problem> owned(TeamId team) {
    return problems.stream()
        .filter(p -> locks.containsKey(p.id()) && locks.get(p.id()).team().equals(team));
  }
}
