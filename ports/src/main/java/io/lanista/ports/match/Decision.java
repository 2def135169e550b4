package io.lanista.ports.match;

import java.util.Objects;

/**
 * Who won, and by what.
 *
 * @param winnerScore 0..255 (a uint8 on chain)
 * @param loserScore 0..255; not always the lower one, when the winner won by forfeit
 */
public record Decision(Side winner, int winnerScore, int loserScore, boolean forfeit) {
  public Decision {
    Objects.requireNonNull(winner);
    if ((winnerScore | loserScore) < 0 || winnerScore > 255 || loserScore > 255) {
      throw new IllegalArgumentException(
          "Scores are 0 to 255; given: " + winnerScore + "-" + loserScore);
    }
  }
}
