package io.lanista.engine.room;

import io.lanista.ports.room.Problem;
import io.lanista.ports.room.Selection;
import io.lanista.ports.room.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A room as somebody asks for it. What is out of bounds is refused when it is made, by {@link
 * Rooms#create}.
 *
 * @param name empty for the format's
 * @param judge its configured name; empty for the usual one
 * @param problems none if they are to be drawn
 * @param startsAt empty for now
 * @param grace empty for two minutes
 * @param readyWithin empty for two minutes
 * @param forfeitAfter empty for the usual time
 */
public record RoomRequest(
    String format,
    Optional<String> name,
    Optional<String> judge,
    List<Team> teams,
    List<Problem> problems,
    Optional<Selection> selection,
    Optional<Instant> startsAt,
    Duration limit,
    Optional<Duration> grace,
    Optional<Duration> readyWithin,
    Optional<Duration> forfeitAfter,
    boolean open,
    boolean mustHaveWinner) {
  public RoomRequest {
    Objects.requireNonNull(format);
    Objects.requireNonNull(name);
    Objects.requireNonNull(judge);
    teams = List.copyOf(teams);
    problems = List.copyOf(problems);
    Objects.requireNonNull(selection);
    Objects.requireNonNull(startsAt);
    Objects.requireNonNull(limit);
    Objects.requireNonNull(grace);
    Objects.requireNonNull(readyWithin);
    Objects.requireNonNull(forfeitAfter);
  }
}
