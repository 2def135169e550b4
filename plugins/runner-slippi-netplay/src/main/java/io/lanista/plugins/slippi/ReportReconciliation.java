package io.lanista.plugins.slippi;

import static io.lanista.plugins.slippi.Account.CLAIMS;
import static io.lanista.plugins.slippi.Account.CONCEDES;
import static io.lanista.plugins.slippi.Account.CONTRADICTS_ITSELF;
import static io.lanista.plugins.slippi.Account.GONE;
import static io.lanista.plugins.slippi.Account.OPEN;
import static io.lanista.plugins.slippi.Account.SILENT;
import static io.lanista.plugins.slippi.Account.TIED;

import io.lanista.ports.match.Decision;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import java.util.Optional;

/**
 * What two reports of a Melee match amount to: a pure function of them, and symmetric.
 *
 * <p>A match is decided only when one side concedes and the other has or claims the win, when the
 * second side's own stocks are what the first says they are, or by forfeit. So a side that lies can
 * make a match disputed, but contradicting the other never wins it:
 *
 * <ul>
 *   <li>Numbers that both sides give must agree, whatever the words say.
 *   <li>A side concedes by {@code LOST}, by giving itself fewer stocks, or by giving itself none.
 *   <li>{@code WON} and {@code LOST} with stocks mean the same as {@code COMPLETED} with them;
 *       where stocks and word disagree, the report counts against nobody.
 *   <li>Two sides that both have stocks left and say nothing of each other's are disputed: either
 *       may have given up. A bare {@code COMPLETED} decides nothing.
 *   <li>{@code LOST} against {@code DISCONNECT} or {@code ERROR} is disputed: nobody claims the
 *       win.
 * </ul>
 */
final class ReportReconciliation {
  static Reconciliation of(Report p1, Report p2) {
    Account first = Account.of(p1);
    Account second = Account.of(p2);
    if (first == GONE && second == GONE) {
      return Reconciliation.none("Neither side played to the end, so the match has no result.");
    }
    if (first == GONE) {
      return forfeit(Side.P2, p2, p1);
    }
    if (second == GONE) {
      return forfeit(Side.P1, p1, p2);
    }
    if (differ(p1.score(), p2.opponentScore()) || differ(p1.opponentScore(), p2.score())) {
      return disputed("The two reports give different stocks for the same side");
    }
    if (first == CONTRADICTS_ITSELF || second == CONTRADICTS_ITSELF) {
      return disputed("A report names one winner by its word and another by its stocks");
    }
    if (first == TIED || second == TIED) {
      return disputed("Both sides have equal stocks");
    }
    if (first == CLAIMS && second == CLAIMS) {
      return disputed("Both sides claim the win");
    }
    if (first == CONCEDES && second == CONCEDES) {
      return disputed("Both sides say that they lost");
    }
    if (first == SILENT || second == SILENT) {
      return disputed("A report says neither who won nor with how many stocks");
    }
    if (first == OPEN && second == OPEN) {
      return disputed("Both sides have stocks left and neither says what the other has");
    }
    boolean firstWins = first == CLAIMS || second == CONCEDES;
    return firstWins ? won(Side.P1, p1, p2) : won(Side.P2, p2, p1);
  }

  /** The winner claims the win or has stocks left; the loser concedes or has stocks left. */
  private static Reconciliation won(Side side, Report winner, Report loser) {
    boolean conceded = Account.of(loser) == CONCEDES;
    if (!conceded && winner.score().isEmpty()) {
      return disputed("One side claims the win without numbers and the other has stocks left");
    }
    if (!conceded && winner.opponentScore().isEmpty()) {
      return disputed(
          "One side claims the win, and the other has stocks left that it does not name");
    }
    Optional<Integer> most = winner.score().or(loser::opponentScore);
    Optional<Integer> least = loser.score().or(winner::opponentScore);
    if (most.isEmpty() || least.isEmpty()) {
      return Reconciliation.decided(
          new Decision(side, 1, 0, false),
          "The loser concedes; the stocks are not known, so the score is 1-0.");
    }
    if (most.get() <= least.get()) {
      return disputed("The side that lost by the words has no fewer stocks by the numbers");
    }
    return Reconciliation.decided(
        new Decision(side, most.get(), least.get(), false),
        "The two reports agree: " + most.get() + "-" + least.get() + " stocks.");
  }

  private static Reconciliation forfeit(Side side, Report stayed, Report gone) {
    String left = gone.outcome() == Outcome.ERROR ? "failed" : "disconnected";
    if (stayed.outcome() == Outcome.LOST) {
      return disputed("One side says that it lost and the other that it " + left);
    }
    boolean both = stayed.score().isPresent() && stayed.opponentScore().isPresent();
    return Reconciliation.decided(
        new Decision(
            side, both ? stayed.score().get() : 1, both ? stayed.opponentScore().get() : 0, true),
        "The side that reported a result wins by forfeit: the other " + left + ".");
  }

  private static boolean differ(Optional<Integer> one, Optional<Integer> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  private static Reconciliation disputed(String why) {
    return Reconciliation.disputed(
        why + "; upload the recording of the game, or ask the operator to decide.");
  }

  private ReportReconciliation() {}
}
