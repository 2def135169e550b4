package io.lanista.plugins.sprint;

import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.TeamId;
import java.util.Comparator;

/**
 * How good a team is, the best first: who had enough problems earlier, then who has more, then
 * whose last solve was earlier.
 *
 * @param wonAt the judge's time of the claim that made them enough; later than any if they are not
 * @param lastSolve later than any for a team that owns nothing
 */
record SprintStanding(long wonAt, int problems, long lastSolve)
    implements Comparable<SprintStanding> {
  private static final long NEVER = Long.MAX_VALUE;
  private static final Comparator<SprintStanding> BEST_FIRST =
      Comparator.comparingLong(SprintStanding::wonAt)
          .thenComparing(Comparator.comparingInt(SprintStanding::problems).reversed())
          .thenComparingLong(SprintStanding::lastSolve);

  static SprintStanding of(RoomView room, TeamId team, int needed) {
    long[] solves =
        room.owned(team)
            .mapToLong(problem -> room.locks().get(problem.id()).timestamp())
            .sorted()
            .toArray();
    return new SprintStanding(
        solves.length < needed ? NEVER : solves[needed - 1],
        solves.length,
        solves.length == 0 ? NEVER : solves[solves.length - 1]);
  }

  boolean hasWon() {
    return wonAt != NEVER;
  }

  @Override
  public int compareTo(SprintStanding other) {
    return BEST_FIRST.compare(this, other);
  }
}
