package io.lanista.ports.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One problem is open at a time, until it is owned or its own time is over; ranked by points only.
 */
public final class FakeBlitz implements RoomFormat {
  @Override
  public Moves next(RoomView room, Instant now) {
    int revealed = room.openings().size();
    if (revealed == 0) {
      return Moves.reveal(List.of(room.problems().get(0).id()));
    }
    Problem last = room.problems().get(revealed - 1);
    Opening opening = room.openings().get(last.id());
    if (opening.closedAt().isPresent()) {
      return revealed == room.problems().size()
          ? Moves.OVER
          : Moves.reveal(List.of(room.problems().get(revealed).id()));
    }
    Optional<Instant> closes = last.limit().map(opening.revealedAt()::plus);
    boolean timeIsUp = closes.filter(at -> !at.isAfter(now)).isPresent();
    if (timeIsUp || room.locks().containsKey(last.id())) {
      Instant closed = timeIsUp ? closes.orElseThrow() : now;
      return new Moves(Map.of(last.id(), closed), List.of(), false, Optional.empty());
    }
    return new Moves(Map.of(), List.of(), false, closes);
  }

  @Override
  public Optional<ProblemId> current(RoomView room) {
    int revealed = room.openings().size();
    return revealed == 0
        ? Optional.empty()
        : Optional.of(room.problems().get(revealed - 1).id())
            .filter(id -> room.openings().get(id).closedAt().isEmpty());
  }

  @Override
  public List<Set<TeamId>> ranking(RoomView room) {
    return FakeArena.byPoints(room);
  }
}
