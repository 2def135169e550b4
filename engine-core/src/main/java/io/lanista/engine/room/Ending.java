package io.lanista.engine.room;

import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Verdict;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How gameplay ends, and how its result becomes final. */
final class Ending {
  private static final Logger LOG = System.getLogger(Ending.class.getName());

  private Ending() {}

  /** Gameplay was played to its end, or to that of its time. */
  static void stop(Draft draft, EndReason reason, FormatCalls format) {
    draft.stop(reason, Optional.empty());
    draft.award(Standings.winner(draft.room(), format.ranking(draft.room())));
    tellEnd(draft);
  }

  /** All teams left but one, or all. */
  static void forfeit(Draft draft) {
    draft.stop(EndReason.FORFEIT, Optional.empty());
    draft.award(Standings.last(draft.room()));
    tellEnd(draft);
  }

  private static void tellEnd(Draft draft) {
    RoomEvents.end(draft, !draft.from().plan().grace().isZero());
  }

  /** At most one team came: it wins, and there is nothing to judge. */
  static void noShow(Draft draft) {
    draft.stop(EndReason.NO_SHOW, Optional.empty());
    draft.award(Standings.last(draft.room()));
    RoomEvents.end(draft, false);
    close(draft);
  }

  /** The room is not played on, or its result cannot be found out: nobody wins. */
  static void cancel(Draft draft, String why) {
    draft.award(Optional.empty());
    if (draft.status() == RoomStatus.JUDGING) {
      draft.blame(EndReason.CANCELLED, why);
    } else {
      draft.stop(EndReason.CANCELLED, Optional.of(why));
      RoomEvents.end(draft, false);
    }
    close(draft);
  }

  /**
   * Makes the result final, from the log of submissions, which is right where the room says
   * otherwise.
   *
   * @param format to rank the teams by; not needed after a forfeit
   */
  static void conclude(
      Draft draft, Optional<FormatCalls> format, List<RoomSubmission> log, Window window) {
    correct(draft, log, window);
    recount(draft, log, window);
    Room room = draft.room();
    draft.award(
        room.reason().orElseThrow() == EndReason.FORFEIT
            ? Standings.last(room)
            : Standings.winner(room, format.orElseThrow().ranking(room)));
    close(draft);
  }

  private static void close(Draft draft) {
    draft.end();
    RoomEvents.last(draft);
  }

  /**
   * Wrong submissions that were told of before what closed their problem: whether they count must
   * not depend on that.
   */
  private static void recount(Draft draft, List<RoomSubmission> log, Window window) {
    for (RoomSubmission each : log) {
      boolean late =
          each.submission().verdict() == Verdict.WRONG
              && draft.state(each) == RoomSubmission.State.COUNTED
              && !window.holds(draft.room(), each.submission());
      if (late) {
        draft.decide(each.submission().id(), RoomSubmission.State.OUTSIDE);
        draft.discountWrong(each.team());
      }
    }
  }

  private static void correct(Draft draft, List<RoomSubmission> log, Window window) {
    Room room = draft.room();
    Map<ProblemId, Lock> logged = Claims.locks(room, log, window);
    if (logged.equals(room.locks())) {
      return;
    }
    LOG.log(
        Level.WARNING,
        "Room {0} had other owners of problems than its log of submissions gives: {1} instead of"
            + " {2}. The log is right.",
        room.id(),
        room.locks(),
        logged);
    room.locks().keySet().forEach(draft::unlock);
    logged.forEach(draft::lock);
    logged.forEach(
        (problem, lock) -> {
          if (!lock.equals(room.locks().get(problem))) {
            RoomEvents.locked(draft, problem, lock);
          }
        });
    RoomEvents.score(draft);
  }
}
