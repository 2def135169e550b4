package io.lanista.ports.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Boards and claims to show an arbiter in tests. */
public final class Boards {
  private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

  private Boards() {}

  /** A new room, in which nothing was claimed, with so many problems. */
  public static RoomBoard fresh(int problems) {
    return of(new RoomId(UUID.randomUUID()), 1, problems, Map.of());
  }

  /** A board of an Arena room, to be kept for an hour. */
  public static RoomBoard of(RoomId room, long version, int problems, Map<ProblemId, Lock> locks) {
    return new RoomBoard(
        room,
        version,
        "arena",
        RoomStatus.ACTIVE,
        START,
        Duration.ofMinutes(60),
        Optional.empty(),
        problems,
        locks,
        Map.of(),
        Duration.ofHours(1));
  }

  /** The same, to be kept for another time. */
  public static RoomBoard kept(RoomBoard board, Duration keep) {
    return new RoomBoard(
        board.room(),
        board.version(),
        board.format(),
        board.status(),
        board.startTime(),
        board.limit(),
        board.current(),
        board.problems(),
        board.locks(),
        board.scores(),
        keep);
  }

  /** A claim whose submission is known. */
  public static Claim claim(String problem, String team, long timestamp, long submission) {
    return new Claim(
        new ProblemId(problem), new TeamId(team), timestamp, OptionalLong.of(submission));
  }

  /** A claim whose submission is not known. */
  public static Claim bare(String problem, String team, long timestamp) {
    return new Claim(new ProblemId(problem), new TeamId(team), timestamp, OptionalLong.empty());
  }
}
