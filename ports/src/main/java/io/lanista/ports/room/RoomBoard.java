package io.lanista.ports.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an arbiter knows of a room; all of it can be made again from the database.
 *
 * @param version grows with every change of the room; of two boards the higher one is right, except
 *     about locks, of which the earlier one is
 * @param format its name, which the Redis form calls type
 * @param current the problem that is open, in a format that opens one at a time
 * @param problems how many problems have to be owned for all to be
 * @param keep for how long the board is of use, from now; a backstop for boards nobody forgets
 */
public record RoomBoard(
    RoomId room,
    long version,
    String format,
    RoomStatus status,
    Instant startTime,
    Duration limit,
    Optional<ProblemId> current,
    int problems,
    Map<ProblemId, Lock> locks,
    Map<TeamId, Integer> scores,
    Duration keep) {
  public RoomBoard {
    Objects.requireNonNull(room);
    Objects.requireNonNull(format);
    Objects.requireNonNull(status);
    Objects.requireNonNull(startTime);
    Objects.requireNonNull(limit);
    Objects.requireNonNull(current);
    locks = Map.copyOf(locks);
    scores = Map.copyOf(scores);
    Objects.requireNonNull(keep);
  }
}
