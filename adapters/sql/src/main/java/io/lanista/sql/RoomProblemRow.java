package io.lanista.sql;

import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of the problems: one problem, when it was open, and who owns it.
 *
 * @param position of the problem in its room
 */
record RoomProblemRow(
    RoomId roomId,
    int position,
    ProblemId problemId,
    String name,
    Integer rating,
    int points,
    Duration timeLimit,
    Instant revealedAt,
    Instant closedAt,
    TeamId claimTeam,
    Long claimAt,
    Long claimSubmission) {
  static List<RoomProblemRow> of(Room room) {
    List<RoomProblemRow> rows = new ArrayList<>();
    for (Problem problem : room.problems()) {
      rows.add(of(room, rows.size(), problem));
    }
    return rows;
  }

  private static RoomProblemRow of(Room room, int position, Problem problem) {
    Optional<Opening> opening = Optional.ofNullable(room.openings().get(problem.id()));
    Optional<Lock> lock = Optional.ofNullable(room.locks().get(problem.id()));
    OptionalLong submission = lock.map(Lock::submission).orElse(OptionalLong.empty());
    return new RoomProblemRow(
        room.id(),
        position,
        problem.id(),
        problem.name(),
        problem.rating().orElse(null),
        problem.points(),
        problem.limit().orElse(null),
        opening.map(Opening::revealedAt).orElse(null),
        opening.flatMap(Opening::closedAt).orElse(null),
        lock.map(Lock::team).orElse(null),
        lock.map(Lock::timestamp).orElse(null),
        submission.isPresent() ? submission.getAsLong() : null);
  }

  Problem problem() {
    return new Problem(
        problemId, name, Optional.ofNullable(rating), points, Optional.ofNullable(timeLimit));
  }

  Optional<Opening> opening() {
    return Optional.ofNullable(revealedAt)
        .map(revealed -> new Opening(revealed, Optional.ofNullable(closedAt)));
  }

  Optional<Lock> lock() {
    return Optional.ofNullable(claimTeam)
        .map(
            team ->
                new Lock(
                    team,
                    claimAt,
                    claimSubmission == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(claimSubmission)));
  }
}
