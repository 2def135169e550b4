package io.lanista.engine.room;

import io.lanista.ports.room.Moves;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.ProblemId;
import java.time.Instant;
import java.util.Optional;

/** What a format makes happen in a room. Pure but for the calls of the format. */
final class Gameplay {
  private Gameplay() {}

  /**
   * How a format came to rest.
   *
   * @param over nothing is left to play for
   * @param current the problem that is the current one now
   * @param again when it wants to be asked again
   */
  record Rest(boolean over, Optional<ProblemId> current, Optional<Instant> again) {}

  /** Begins gameplay: its first problems are revealed. */
  static Rest start(Draft draft, FormatCalls format) {
    draft.start();
    Rest rest = move(draft, format);
    RoomEvents.started(draft, rest.current().isPresent());
    return rest;
  }

  /** Goes on with gameplay, and tells if another problem is the current one. */
  static Rest play(Draft draft, FormatCalls format) {
    Optional<ProblemId> before = format.current(draft.room());
    Rest rest = move(draft, format);
    if (!rest.current().equals(before)) {
      RoomEvents.advance(draft, before, rest.current());
    }
    return rest;
  }

  /**
   * Closes what was to close before the room's time was over, which nobody may have looked at in
   * time: it must not be open until the end for that. Nothing is revealed any more.
   */
  static void close(Draft draft, FormatCalls format) {
    Instant end = draft.room().deadline().orElseThrow();
    Moves last = format.next(draft.room(), end);
    last.closed().forEach((problem, at) -> close(draft, problem, at));
  }

  private static Rest move(Draft draft, FormatCalls format) {
    int most = 2 * draft.from().problems().size() + 2;
    for (int i = 0; i < most; i++) {
      Moves moves = format.next(draft.room(), draft.now());
      moves.closed().forEach((problem, at) -> close(draft, problem, at));
      moves
          .revealed()
          .forEach(problem -> draft.open(problem, new Opening(draft.now(), Optional.empty())));
      if (moves.over() || (moves.closed().isEmpty() && moves.revealed().isEmpty())) {
        Optional<ProblemId> current =
            moves.over() ? Optional.empty() : format.current(draft.room());
        return new Rest(moves.over(), current, moves.again());
      }
    }
    throw new FormatBroke(
        "The format " + draft.from().plan().format() + " does not come to rest.", null);
  }

  private static void close(Draft draft, ProblemId problem, Instant at) {
    Instant revealed = draft.room().openings().get(problem).revealedAt();
    draft.open(problem, new Opening(revealed, Optional.of(at)));
  }
}
