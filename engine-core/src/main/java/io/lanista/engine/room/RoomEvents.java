package io.lanista.engine.room;

import io.lanista.ports.player.Username;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What viewers are told (spec 4, Events). Instants are milliseconds since the epoch. */
final class RoomEvents {
  private RoomEvents() {}

  static void ready(Draft draft, Username member, TeamId team) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("username", member.text());
    data.put("teamId", team.text());
    draft.tell("room.user_ready", data);
  }

  static void withdrawn(Draft draft, TeamId team, String why) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("teamId", team.text());
    data.put("reason", why);
    draft.tell("team.withdrawn", data);
  }

  /** Told after the first problems were revealed. */
  static void started(Draft draft, boolean oneAtATime) {
    Room room = draft.room();
    List<Object> problems = new ArrayList<>();
    for (Problem each : room.problems()) {
      Opening opening = room.openings().get(each.id());
      if (opening != null) {
        problems.add(problem(each, opening, oneAtATime));
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("startTime", room.startedAt().orElseThrow().toEpochMilli());
    data.put("deadline", room.deadline().orElseThrow().toEpochMilli());
    data.put("problems", problems);
    draft.tell("room.started", data);
  }

  static void locked(Draft draft, ProblemId problem, Lock lock) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("problemId", problem.text());
    data.put("claimedBy", lock.team().text());
    data.put("timestamp", lock.timestamp());
    draft.tell("room.locked", data);
  }

  static void score(Draft draft) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("scores", scores(draft.room()));
    draft.tell("room.score", data);
  }

  /** Another problem, or none any more, is the current one. */
  static void advance(Draft draft, Optional<ProblemId> before, Optional<ProblemId> current) {
    Room room = draft.room();
    List<Problem> problems = room.problems();
    int index = problems.size();
    Object next = null;
    for (int i = 0; i < problems.size(); i++) {
      ProblemId id = problems.get(i).id();
      if (current.filter(id::equals).isPresent()) {
        index = i;
        next = problem(problems.get(i), room.openings().get(id), true);
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("problemIndex", index);
    data.put("nextProblem", next);
    data.put("solvedBy", before.flatMap(draft::lock).map(l -> l.team().text()).orElse(null));
    draft.tell("room.advance", data);
  }

  static void end(Draft draft, boolean provisional) {
    Room room = draft.room();
    Map<String, Object> data = result(room);
    data.put("duration", duration(room));
    data.put("provisional", provisional);
    draft.tell("room.end", data);
  }

  static void last(Draft draft) {
    draft.tell("room.final", result(draft.room()));
  }

  private static Map<String, Object> result(Room room) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("finalScores", scores(room));
    data.put("winner", room.winner().map(TeamId::text).orElse(null));
    data.put("reason", room.reason().orElseThrow().word());
    return data;
  }

  /** How long was played; a late look at the clock does not make it longer. */
  private static long duration(Room room) {
    if (room.startedAt().isEmpty()) {
      return 0;
    }
    Instant stopped = room.stoppedAt().orElseThrow();
    Instant deadline = room.deadline().orElseThrow();
    Instant end = stopped.isAfter(deadline) ? deadline : stopped;
    return Duration.between(room.startedAt().orElseThrow(), end).toMillis();
  }

  private static Map<String, Object> scores(Room room) {
    Map<String, Object> byText = new LinkedHashMap<>();
    Scores.of(room).forEach((team, points) -> byText.put(team.text(), points));
    return byText;
  }

  private static Map<String, Object> problem(Problem problem, Opening opening, boolean closes) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("problemId", problem.id().text());
    data.put("name", problem.name());
    data.put("rating", problem.rating().orElse(null));
    data.put("points", problem.points());
    data.put("revealedAt", opening.revealedAt().toEpochMilli());
    if (closes) {
      problem
          .limit()
          .map(opening.revealedAt()::plus)
          .ifPresent(at -> data.put("closesAt", at.toEpochMilli()));
    }
    return data;
  }
}
