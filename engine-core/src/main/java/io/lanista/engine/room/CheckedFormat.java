package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Moves;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.TeamId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plugin's format whose answers are looked at before anything is done with them. To be used
 * inside a call of a lease, which names the plugin in what is thrown here.
 */
record CheckedFormat(RoomFormat plugin) implements RoomFormat {
  private static final int LONGEST_SENTENCE = 1_000;

  @Override
  public Optional<String> refusal(List<Problem> problems, int teams) {
    Optional<String> refusal = present(plugin.refusal(problems, teams));
    return refusal.map(why -> why.substring(0, Math.min(why.length(), LONGEST_SENTENCE)));
  }

  @Override
  public Moves next(RoomView room, Instant now) {
    Moves moves = present(plugin.next(room, now));
    moves.closed().forEach((problem, at) -> checkClose(room, problem, at));
    Set<ProblemId> known = room.problems().stream().map(Problem::id).collect(Collectors.toSet());
    Set<ProblemId> revealed = new HashSet<>(room.openings().keySet());
    for (ProblemId problem : moves.revealed()) {
      if (!known.contains(problem)) {
        throw failed("it revealed a problem that the room does not have.");
      }
      if (!revealed.add(problem)) {
        throw failed("it revealed a problem twice.");
      }
    }
    if (moves.over() && !moves.revealed().isEmpty()) {
      throw failed("it revealed a problem in a room that is over.");
    }
    return moves;
  }

  private static void checkClose(RoomView room, ProblemId problem, Instant at) {
    Opening opening = room.openings().get(problem);
    if (opening == null || opening.closedAt().isPresent()) {
      throw failed("it closed a problem that is not open.");
    }
    // It may close at the time of a claim, and the judge's clock may be ahead of ours.
    if (at.isBefore(opening.revealedAt()) || at.isAfter(room.deadline())) {
      throw failed("it closed a problem at a time when it was not open.");
    }
  }

  @Override
  public Optional<ProblemId> current(RoomView room) {
    Optional<ProblemId> current = present(plugin.current(room));
    if (current.filter(problem -> !room.openings().containsKey(problem)).isPresent()) {
      throw failed("its current problem is one that is not revealed.");
    }
    return current;
  }

  @Override
  public List<Set<TeamId>> ranking(RoomView room) {
    List<Set<TeamId>> ranking = present(plugin.ranking(room)).stream().map(Set::copyOf).toList();
    List<TeamId> ranked = ranking.stream().flatMap(Set::stream).toList();
    if (ranked.size() != room.teams().size()
        || !new HashSet<>(ranked).equals(new HashSet<>(room.teams()))) {
      throw failed("its ranking does not hold every team once.");
    }
    return ranking;
  }

  private static <T> T present(T answer) {
    if (answer == null) {
      throw failed("it answered null.");
    }
    return answer;
  }

  private static EngineException failed(String why) {
    return new EngineException(ErrorCode.PLUGIN_FAILED, why);
  }
}
