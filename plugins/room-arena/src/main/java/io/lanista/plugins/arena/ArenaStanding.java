package io.lanista.plugins.arena;

import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.util.Comparator;

/**
 * How good a team is, the best first: more points, then the lower penalty, then the earlier last
 * solve (spec 4, Score).
 *
 * @param penalty milliseconds: from the start to each claim, and 20 minutes for every wrong
 *     submission, on whatever problem
 * @param lastSolve milliseconds since the epoch; later than any for a team that owns nothing
 */
record ArenaStanding(int points, long penalty, long lastSolve)
    implements Comparable<ArenaStanding> {
  private static final long WRONG = Duration.ofMinutes(20).toMillis();
  private static final Comparator<ArenaStanding> BEST_FIRST =
      Comparator.comparingInt(ArenaStanding::points)
          .reversed()
          .thenComparingLong(ArenaStanding::penalty)
          .thenComparingLong(ArenaStanding::lastSolve);

  static ArenaStanding of(RoomView room, TeamId team) {
    long[] solves =
        room.owned(team).mapToLong(problem -> room.locks().get(problem.id()).timestamp()).toArray();
    long penalty = WRONG * room.wrong().getOrDefault(team, 0);
    long last = solves.length == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    for (long solve : solves) {
      penalty += solve - room.startTime().toEpochMilli();
      last = Math.max(last, solve);
    }
    return new ArenaStanding(room.score(team), penalty, last);
  }

  @Override
  public int compareTo(ArenaStanding other) {
    return BEST_FIRST.compare(this, other);
  }
}
