package io.lanista.distribution.crash;

import java.util.List;
import java.util.Random;

/**
 * What the two sides of a match do.
 *
 * @param more the winner's stocks, or those that each side of a dispute claims
 * @param less the loser's
 * @param firstWins whether side p1 wins, by the reports and by honest recordings
 * @param recorded whether each side uploads a recording before it reports
 * @param signed whether each side signs the result, if it can
 * @param rematch whether an operator has them play again
 */
record Script(
    Ending ending,
    int more,
    int less,
    boolean firstWins,
    Ruling ruling,
    Wagering wagering,
    boolean streamed,
    List<Boolean> recorded,
    List<Boolean> signed,
    boolean rematch) {
  /** How the two report. */
  enum Ending {
    STOCKS,
    WORDS,
    FORFEIT,
    BOTH_GONE,
    DISPUTE
  }

  /** Who settles a dispute, if there is one. */
  enum Ruling {
    RECORDING,
    OPERATOR,
    VOID
  }

  /** What becomes of a wager. */
  enum Wagering {
    NONE,
    ACCEPTED,
    DECLINED,
    UNANSWERED
  }

  /** A report. */
  record Account(String outcome, Integer own, Integer other) {
    String json(String ticket) {
      return "{\"queue_id\":\""
          + ticket
          + "\",\"outcome\":\""
          + outcome
          + "\",\"stocks_remaining\":"
          + own
          + ",\"opponent_stocks\":"
          + other
          + "}";
    }
  }

  static Script of(Random random) {
    int more = 1 + random.nextInt(4);
    int die = random.nextInt(20);
    return new Script(
        die < 10
            ? Ending.STOCKS
            : die < 12
                ? Ending.WORDS
                : die < 14 ? Ending.FORFEIT : die < 15 ? Ending.BOTH_GONE : Ending.DISPUTE,
        more,
        random.nextInt(more),
        random.nextBoolean(),
        Ruling.values()[random.nextInt(3)],
        Wagering.values()[random.nextInt(4)],
        random.nextInt(5) == 0,
        List.of(random.nextInt(12) == 0, random.nextInt(12) == 0),
        List.of(random.nextInt(3) > 0, random.nextInt(3) > 0),
        random.nextInt(10) == 0);
  }

  /** What a side reports; sides are 0 and 1. */
  Account account(int side) {
    boolean winner = firstWins == (side == 0);
    return switch (ending) {
      case STOCKS ->
          winner ? new Account("COMPLETED", more, less) : new Account("COMPLETED", less, more);
      case WORDS -> new Account(winner ? "won" : "lost", null, null);
      case FORFEIT ->
          winner ? new Account("COMPLETED", more, less) : new Account("DISCONNECT", null, null);
      case BOTH_GONE -> new Account(winner ? "DISCONNECT" : "ERROR", null, null);
      case DISPUTE -> new Account("COMPLETED", more, less);
    };
  }

  /** Winner and score as the native form gives them, when no operator had a say. */
  String verdict() {
    String winner = firstWins ? "p1 " : "p2 ";
    return switch (ending) {
      case STOCKS, FORFEIT -> winner + more + "-" + less;
      case WORDS -> winner + "1-0";
      case DISPUTE -> winner + more + "-0";
      case BOTH_GONE -> "";
    };
  }
}
