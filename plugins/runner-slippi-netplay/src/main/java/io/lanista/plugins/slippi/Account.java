package io.lanista.plugins.slippi;

import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import java.util.Optional;

/** What one report says about who won, its word and its numbers read together. */
enum Account {
  /** The reporter says that it won. */
  CLAIMS,
  /** The reporter says that it lost: nobody has a motive to lie in this direction. */
  CONCEDES,
  /** The reporter has stocks left and does not say what the other side has. */
  OPEN,
  /** The reporter says that it played to the end, and nothing from which a winner follows. */
  SILENT,
  /** Equal stocks. */
  TIED,
  /** The word says one winner, the numbers another. */
  CONTRADICTS_ITSELF,
  /** The reporter did not play to the end. */
  GONE;

  static Account of(Report report) {
    return switch (report.outcome()) {
      case DISCONNECT, ERROR -> GONE;
      case COMPLETED -> byNumbers(report.score(), report.opponentScore());
      case WON, LOST -> byWord(report);
    };
  }

  private static Account byNumbers(Optional<Integer> own, Optional<Integer> opponent) {
    if (own.isPresent() && opponent.isPresent()) {
      int lead = Integer.compare(own.get(), opponent.get());
      return lead > 0 ? CLAIMS : lead < 0 ? CONCEDES : TIED;
    }
    if (own.isPresent()) {
      return own.get() == 0 ? CONCEDES : OPEN;
    }
    return opponent.isPresent() && opponent.get() == 0 ? CLAIMS : SILENT;
  }

  private static Account byWord(Report report) {
    Account word = report.outcome() == Outcome.WON ? CLAIMS : CONCEDES;
    return switch (byNumbers(report.score(), report.opponentScore())) {
      case CLAIMS -> word == CLAIMS ? CLAIMS : CONTRADICTS_ITSELF;
      case CONCEDES -> word == CONCEDES ? CONCEDES : CONTRADICTS_ITSELF;
      case TIED, CONTRADICTS_ITSELF -> CONTRADICTS_ITSELF;
      case OPEN, SILENT, GONE -> word;
    };
  }
}
