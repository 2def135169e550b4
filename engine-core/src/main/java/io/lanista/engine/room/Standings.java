package io.lanista.engine.room;

import io.lanista.ports.room.Member;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who wins. Pure. */
final class Standings {
  private Standings() {}

  /** The sum of known ratings of a team, and how many there are. */
  private record Average(long sum, long count) {
    static Average of(Team team) {
      List<Integer> known =
          team.members().stream().map(Member::rating).flatMap(Optional::stream).toList();
      return new Average(known.stream().mapToLong(Integer::longValue).sum(), known.size());
    }

    boolean isBelow(Average other) {
      return sum * other.count < other.sum * count;
    }
  }

  /**
   * The winner by a format's ranking (spec 4, Score): of teams it cannot tell apart the one of the
   * lower average rating, if all of them are rated; else nobody, or, in a room that must have a
   * winner, the lowest id. Teams that withdrew cannot win.
   */
  static Optional<TeamId> winner(Room room, List<Set<TeamId>> ranking) {
    for (Set<TeamId> level : ranking) {
      List<Team> best =
          room.plan().teams().stream()
              .filter(team -> level.contains(team.id()))
              .filter(team -> !room.withdrawn().containsKey(team.id()))
              .toList();
      if (!best.isEmpty()) {
        return among(lowestRated(best), room.plan().mustHaveWinner());
      }
    }
    return Optional.empty();
  }

  /** The only team that plays still, if there is just one. */
  static Optional<TeamId> last(Room room) {
    List<TeamId> left = playing(room);
    return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
  }

  /** The teams that did not withdraw. */
  static List<TeamId> playing(Room room) {
    return room.plan().teams().stream()
        .map(Team::id)
        .filter(team -> !room.withdrawn().containsKey(team))
        .toList();
  }

  private static List<Team> lowestRated(List<Team> teams) {
    List<Team> lowest = new ArrayList<>();
    for (Team team : teams) {
      Average average = Average.of(team);
      if (average.count() == 0) {
        return teams;
      }
      if (!lowest.isEmpty() && average.isBelow(Average.of(lowest.get(0)))) {
        lowest.clear();
      }
      if (lowest.isEmpty() || !Average.of(lowest.get(0)).isBelow(average)) {
        lowest.add(team);
      }
    }
    return lowest;
  }

  private static Optional<TeamId> among(List<Team> tied, boolean mustHaveWinner) {
    return tied.size() == 1 || mustHaveWinner
        ? tied.stream().map(Team::id).min(TeamId::compareTo)
        : Optional.empty();
  }
}
