package io.lanista.http.v1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.room.RoomEncoder;
import io.lanista.engine.room.RoomSnapshot;
import io.lanista.http.sse.EventText;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of rooms as they go over a stream (spec 4, Events). Thread-safe. */
public final class RoomEventForm implements RoomEncoder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;

  public RoomEventForm(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ByteBuffer event(RoomEvent event) {
    return text(event.id(), event.type(), event.data());
  }

  @Override
  public ByteBuffer snapshot(RoomSnapshot snapshot) {
    Room room = snapshot.room();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("roomId", room.id().toString());
    data.put("state", state(snapshot));
    List<Object> problems = new ArrayList<>();
    for (Problem problem : snapshot.revealed()) {
      problems.add(problem(snapshot, problem));
    }
    data.put("problems", problems);
    data.put("scores", RoomDocument.scores(snapshot));
    Map<String, Object> locks = new LinkedHashMap<>();
    for (Problem problem : snapshot.revealed()) {
      Lock lock = room.locks().get(problem.id());
      if (lock != null) {
        locks.put(problem.id().text(), lock(lock));
      }
    }
    data.put("locks", locks);
    return text(room.lastEvent(), "room.state_sync", data);
  }

  /** As in the Redis form: type, status, startTime, timeLimit and currentProblem; then ours. */
  private Map<String, Object> state(RoomSnapshot snapshot) {
    Room room = snapshot.room();
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("type", room.plan().format());
    state.put("status", room.status().word());
    state.put("startTime", millis(room.startedAt().orElse(null)));
    state.put("timeLimit", room.plan().limit().toMillis());
    snapshot.current().ifPresent(problem -> state.put("currentProblem", problem.text()));
    state.put("name", room.plan().name());
    state.put("startsAt", room.plan().startsAt().toEpochMilli());
    state.put("deadline", millis(room.deadline().orElse(null)));
    state.put("problemCount", room.problems().size());
    state.put("teams", room.plan().teams().stream().map(team -> team(room, team)).toList());
    state.put("reason", room.reason().map(EndReason::word).orElse(null));
    state.put("winner", room.winner().map(TeamId::text).orElse(null));
    state.put("provisional", room.status() == RoomStatus.JUDGING);
    state.put("serverTime", clock.instant().toEpochMilli());
    return state;
  }

  private static Map<String, Object> team(Room room, Team team) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("teamId", team.id().text());
    data.put("name", team.name());
    data.put("usernames", team.members().stream().map(m -> m.username().text()).toList());
    data.put("withdrawn", room.withdrawn().get(team.id()));
    return data;
  }

  private static Map<String, Object> problem(RoomSnapshot snapshot, Problem problem) {
    Opening opening = snapshot.room().openings().get(problem.id());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("problemId", problem.id().text());
    data.put("name", problem.name());
    data.put("rating", problem.rating().orElse(null));
    data.put("points", problem.points());
    data.put("revealedAt", opening.revealedAt().toEpochMilli());
    if (snapshot.current().filter(problem.id()::equals).isPresent()) {
      problem
          .limit()
          .ifPresent(open -> data.put("closesAt", opening.revealedAt().plus(open).toEpochMilli()));
    }
    opening.closedAt().ifPresent(at -> data.put("closedAt", at.toEpochMilli()));
    return data;
  }

  private static Map<String, Object> lock(Lock lock) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("claimedBy", lock.team().text());
    data.put("timestamp", lock.timestamp());
    return data;
  }

  private static Long millis(Instant at) {
    return at == null ? null : (Long) at.toEpochMilli();
  }

  private static ByteBuffer text(long id, String type, Map<String, Object> data) {
    try {
      return EventText.event(id, type, JSON.writeValueAsBytes(data));
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException("An event of a room is not JSON: " + type, notJson);
    }
  }
}
