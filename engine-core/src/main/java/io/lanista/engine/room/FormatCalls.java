package io.lanista.engine.room;

import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Unanswered;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Moves;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The format of a room, held for one change. What it throws breaks the room: {@link FormatBroke}.
 * That it gives no answer does not: {@link FormatAway}.
 */
record FormatCalls(Lease<RoomFormat> lease) implements AutoCloseable {
  Moves next(Room room, Instant now) {
    return call("next", format -> format.next(view(room), now));
  }

  Optional<ProblemId> current(Room room) {
    return call("current", format -> format.current(view(room)));
  }

  List<Set<TeamId>> ranking(Room room) {
    return call("ranking", format -> format.ranking(view(room)));
  }

  private <R> R call(String what, Function<RoomFormat, R> call) {
    try {
      return lease.ask(what, format -> call.apply(new CheckedFormat(format)));
    } catch (Unanswered silent) {
      throw new FormatAway(silent.getMessage(), silent.isLate());
    } catch (EngineException failed) {
      if (failed.code() == ErrorCode.SHUTTING_DOWN) {
        throw failed;
      }
      throw new FormatBroke(failed.getMessage(), failed);
    }
  }

  private static RoomView view(Room room) {
    return new RoomView(
        room.startedAt().orElseThrow(),
        room.deadline().orElseThrow(),
        room.problems(),
        room.plan().teams().stream().map(Team::id).toList(),
        room.openings(),
        room.locks(),
        room.wrong());
  }

  @Override
  public void close() {
    lease.close();
  }
}
