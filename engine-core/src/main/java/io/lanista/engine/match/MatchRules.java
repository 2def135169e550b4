package io.lanista.engine.match;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import java.util.List;
import java.util.Optional;

/** The lifecycle of a match as pure functions (spec 1, Matches). */
final class MatchRules {
  private MatchRules() {}

  /**
   * Whether a report repeats what its side said before, and so changes nothing.
   *
   * @throws EngineException REPORT_CONFLICT or MATCH_FINISHED if it may not be taken
   */
  static boolean isRepeat(Match match, Side side, Report report) {
    Optional<Report> earlier = match.report(side);
    if (earlier.isPresent()) {
      if (earlier.get().equals(report)) {
        return true;
      }
      throw new EngineException(
          ErrorCode.REPORT_CONFLICT,
          "You reported this match already, and differently; the first report stands.");
    }
    if (match.status().isFinal()) {
      throw new EngineException(
          ErrorCode.MATCH_FINISHED,
          "This match is " + match.status().word() + "; it takes no more reports.");
    }
    return false;
  }

  /**
   * What recordings make of a dispute: one that names a winner decides it, and so do several that
   * agree; a draw, or two that disagree, leave it disputed.
   */
  static Reconciliation settle(Reconciliation reports, List<StoredReplay> replays) {
    if (reports.kind() != Reconciliation.Kind.DISPUTED || replays.isEmpty()) {
      return reports;
    }
    Optional<Decision> first = replays.get(0).decision();
    if (first.isPresent() && replays.stream().allMatch(r -> r.decision().equals(first))) {
      return Reconciliation.decided(first.get(), "The reports disagreed; the recording decided.");
    }
    return Reconciliation.disputed(
        "The reports disagree, and so do the recordings, or they show a draw.");
  }

  /** The recording that goes into the signed result: the first that shows the same winner. */
  static Optional<ReplayHash> proof(Decision decision, List<StoredReplay> replays) {
    return replays.stream()
        .filter(r -> r.decision().map(Decision::winner).equals(Optional.of(decision.winner())))
        .map(StoredReplay::hash)
        .findFirst();
  }
}
