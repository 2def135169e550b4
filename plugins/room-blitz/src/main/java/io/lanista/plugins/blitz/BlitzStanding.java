package io.lanista.plugins.blitz;

import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.TeamId;
import java.util.Comparator;

/**
 * How good a team is, the best first: more points, then less time in all from the reveal of its
 * problems to their claims, then fewer wrong submissions (spec 4, Score).
 *
 * @param solveTime milliseconds
 */
record BlitzStanding(int points, long solveTime, int wrong) implements Comparable<BlitzStanding> {
  private static final Comparator<BlitzStanding> BEST_FIRST =
      Comparator.comparingInt(BlitzStanding::points)
          .reversed()
          .thenComparingLong(BlitzStanding::solveTime)
          .thenComparingInt(BlitzStanding::wrong);

  static BlitzStanding of(RoomView room, TeamId team) {
    long time = room.owned(team).mapToLong(problem -> solveTime(room, problem)).sum();
    return new BlitzStanding(room.score(team), time, room.wrong().getOrDefault(team, 0));
  }

  private static long solveTime(RoomView room, Problem problem) {
    Opening opening = room.openings().get(problem.id());
    return room.locks().get(problem.id()).timestamp() - opening.revealedAt().toEpochMilli();
  }

  @Override
  public int compareTo(BlitzStanding other) {
    return BEST_FIRST.compare(this, other);
  }
}
