package io.lanista.engine.room;

import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Points, computed from who owns what, never counted up (spec 4, Where truth lives). */
final class Scores {
  private Scores() {}

  /** The points of every team, in the order in which they were entered. */
  static Map<TeamId, Integer> of(Room room) {
    Map<TeamId, Integer> scores = new LinkedHashMap<>();
    for (Team team : room.plan().teams()) {
      scores.put(team.id(), 0);
    }
    for (Problem problem : room.problems()) {
      Lock lock = room.locks().get(problem.id());
      if (lock != null) {
        scores.merge(lock.team(), problem.points(), Integer::sum);
      }
    }
    return scores;
  }
}
