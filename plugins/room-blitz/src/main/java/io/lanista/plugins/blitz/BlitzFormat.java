package io.lanista.plugins.blitz;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Moves;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One problem is open at a time, until a team owns it or its own time is over; then the next is
 * (spec 4, Blitz).
 */
final class BlitzFormat implements RoomFormat {
  @Override
  public Moves next(RoomView room, Instant now) {
    for (Problem problem : room.problems()) {
      Opening opening = room.openings().get(problem.id());
      if (opening == null) {
        return Moves.reveal(List.of(problem.id()));
      }
      if (opening.closedAt().isEmpty()) {
        Optional<Instant> limit = problem.limit().map(opening.revealedAt()::plus);
        return closing(room, problem, opening, limit, now)
            .map(at -> advance(room, problem, at))
            .orElse(new Moves(Map.of(), List.of(), false, limit));
      }
    }
    return Moves.OVER;
  }

  /**
   * Since when an open problem is closed: the claim's own time, which is the judge's, so that what
   * was in time for the claim is in time for the log; at the latest where its limit is.
   */
  private static Optional<Instant> closing(
      RoomView room, Problem problem, Opening opening, Optional<Instant> limit, Instant now) {
    Lock lock = room.locks().get(problem.id());
    if (lock == null) {
      return limit.filter(at -> !at.isAfter(now));
    }
    Instant claimed = Instant.ofEpochMilli(lock.timestamp());
    Instant at = claimed.isBefore(opening.revealedAt()) ? opening.revealedAt() : claimed;
    return Optional.of(limit.filter(at::isAfter).orElse(at));
  }

  private static Moves advance(RoomView room, Problem closed, Instant at) {
    Map<ProblemId, Instant> closing = Map.of(closed.id(), at);
    return room.problems().stream()
        .map(Problem::id)
        .filter(id -> !room.openings().containsKey(id))
        .findFirst()
        .map(next -> new Moves(closing, List.of(next), false, Optional.empty()))
        .orElse(new Moves(closing, List.of(), true, Optional.empty()));
  }

  @Override
  public Optional<ProblemId> current(RoomView room) {
    return room.problems().stream()
        .map(Problem::id)
        .filter(room.openings()::containsKey)
        .filter(id -> room.openings().get(id).closedAt().isEmpty())
        .findFirst();
  }

  @Override
  public List<Set<TeamId>> ranking(RoomView room) {
    return List.copyOf(
        room.teams().stream()
            .collect(groupingBy(team -> BlitzStanding.of(room, team), TreeMap::new, toSet()))
            .values());
  }
}
