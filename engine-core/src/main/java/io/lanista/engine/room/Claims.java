package io.lanista.engine.room;

import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.RoomSubmission.State;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Who owns what, from submissions. Pure. */
final class Claims {
  private static final Comparator<RoomSubmission> BY_TIME =
      Comparator.<RoomSubmission>comparingLong(s -> s.submission().submittedAt())
          .thenComparingLong(s -> s.submission().id());

  private Claims() {}

  /** Decides about submissions that have a verdict, and tells of every claim that is one. */
  static void decide(Draft draft, List<RoomSubmission> undecided, Window window) {
    Room room = draft.room();
    for (RoomSubmission each : undecided.stream().sorted(BY_TIME).toList()) {
      boolean counts = window.holds(room, each.submission());
      draft.decide(each.submission().id(), counts ? State.COUNTED : State.OUTSIDE);
      if (counts && each.submission().verdict() == Verdict.WRONG) {
        draft.countWrong(each.team());
      } else if (counts && each.submission().verdict() == Verdict.ACCEPTED) {
        claim(draft, claim(each));
      }
    }
  }

  private static void claim(Draft draft, Claim claim) {
    ClaimOutcome outcome =
        draft.lock(claim.problem()).map(lock -> lock.against(claim)).orElse(ClaimOutcome.CLAIMED);
    draft.claimed(claim, outcome);
    if (takes(outcome)) {
      draft.lock(claim.problem(), claim.lock());
      RoomEvents.locked(draft, claim.problem(), claim.lock());
      RoomEvents.score(draft);
    }
  }

  private static boolean takes(ClaimOutcome outcome) {
    return outcome == ClaimOutcome.CLAIMED || outcome == ClaimOutcome.RECLAIMED;
  }

  /** The locks as the whole log of a room's submissions makes them, in whatever order it came. */
  static Map<ProblemId, Lock> locks(Room room, List<RoomSubmission> log, Window window) {
    Map<ProblemId, Lock> locks = new HashMap<>();
    for (RoomSubmission each : log) {
      if (each.submission().verdict() == Verdict.ACCEPTED
          && window.holds(room, each.submission())) {
        Claim claim = claim(each);
        locks.merge(
            claim.problem(),
            claim.lock(),
            (standing, other) -> takes(standing.against(claim)) ? other : standing);
      }
    }
    return locks;
  }

  private static Claim claim(RoomSubmission accepted) {
    Submission made = accepted.submission();
    return new Claim(
        made.problem(), accepted.team(), made.submittedAt(), OptionalLong.of(made.id()));
  }
}
