package io.lanista.ports.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A room for tests of formats: does what the format says, and keeps what is true now. */
public final class PlayedRoom {
  /** When it begins. */
  public static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

  private final RoomFormat format;
  private final List<Problem> problems;
  private final List<TeamId> teams;
  private final Map<ProblemId, Opening> openings = new LinkedHashMap<>();
  private final Map<ProblemId, Lock> locks = new HashMap<>();
  private final Map<TeamId, Integer> wrong = new HashMap<>();
  private Instant now = START;
  private boolean over;
  private Optional<Instant> again = Optional.empty();
  private long submissions;

  /** One of two hours that begins at once. */
  public PlayedRoom(RoomFormat format, List<Problem> problems, List<TeamId> teams) {
    this.format = format;
    this.problems = problems;
    this.teams = teams;
    settle();
  }

  /** With problems {@code P1}, {@code P2} and so on of these points, without limits. */
  public static PlayedRoom of(RoomFormat format, List<String> teams, int... points) {
    List<Problem> problems = new ArrayList<>();
    for (int each : points) {
      problems.add(problem("P" + (problems.size() + 1), each, Optional.empty()));
    }
    return new PlayedRoom(format, problems, teams.stream().map(TeamId::new).toList());
  }

  /** A problem without a rating. */
  public static Problem problem(String id, int points, Optional<Duration> limit) {
    return new Problem(new ProblemId(id), "The problem " + id, Optional.empty(), points, limit);
  }

  /** As the format sees it now. */
  public RoomView view() {
    return new RoomView(
        START, START.plus(Duration.ofHours(2)), problems, teams, openings, locks, wrong);
  }

  /** How many moves the format may need until nothing more happens. */
  int mostMoves() {
    return 3 * problems.size() + 3;
  }

  /** Asks the format until nothing more happens. */
  private void settle() {
    for (int i = 0; i < mostMoves() && !over; i++) {
      Moves moves = format.next(view(), now);
      moves.closed().forEach(this::close);
      moves.revealed().forEach(id -> openings.put(id, new Opening(now, Optional.empty())));
      over = moves.over();
      again = moves.again();
      if (moves.closed().isEmpty() && moves.revealed().isEmpty()) {
        return;
      }
    }
    if (!over) {
      throw new AssertionError("The format does not come to rest: " + view());
    }
  }

  private void close(ProblemId id, Instant at) {
    openings.put(id, new Opening(openings.get(id).revealedAt(), Optional.of(at)));
  }

  /** Moves on to so long after the start, at every instant that the format named on the way. */
  public PlayedRoom at(Duration sinceStart) {
    Instant end = START.plus(sinceStart);
    while (!over && again.filter(at -> !at.isAfter(end)).isPresent()) {
      if (!again.orElseThrow().isAfter(now)) {
        throw new AssertionError("The format wants to be asked again at once, for ever.");
      }
      now = again.orElseThrow();
      settle();
    }
    now = end;
    if (!over) {
      settle();
    }
    return this;
  }

  /** A claim of now, made at so long after the start; the earlier one owns the problem. */
  public PlayedRoom claim(String team, String problem, Duration sinceStart) {
    Claim claim =
        new Claim(
            new ProblemId(problem),
            new TeamId(team),
            START.plus(sinceStart).toEpochMilli(),
            OptionalLong.of(++submissions));
    locks.merge(
        claim.problem(),
        claim.lock(),
        (standing, other) -> standing.against(claim) == ClaimOutcome.RECLAIMED ? other : standing);
    if (!over) {
      settle();
    }
    return this;
  }

  /** A wrong submission of a team. */
  public PlayedRoom wrong(String team) {
    wrong.merge(new TeamId(team), 1, Integer::sum);
    if (!over) {
      settle();
    }
    return this;
  }

  /** Whether the format said that nothing is left to play for. */
  public boolean isOver() {
    return over;
  }

  /** When the format wants to be asked again. */
  public Optional<Instant> again() {
    return again;
  }

  public Instant now() {
    return now;
  }

  /** The teams by the format's ranking, those it cannot tell apart with {@code =} between. */
  public String ranking() {
    List<String> places = new ArrayList<>();
    for (var place : format.ranking(view())) {
      places.add(String.join("=", place.stream().map(TeamId::text).sorted().toList()));
    }
    return String.join(" ", places);
  }
}
