package io.lanista.ports.hosting;

import io.lanista.ports.match.Side;
import java.util.Objects;
import java.util.Optional;

/**
 * How a game ended.
 *
 * @param winner empty for a draw, after which the game is played again
 * @param frames how long it was
 */
public record WorldResult(Optional<Side> winner, Standing p1, Standing p2, int frames) {
  /**
   * How one side stood at the end.
   *
   * @param character 1..32 characters
   * @param stocks 0..99
   * @param percent 0..999
   */
  public record Standing(String character, int stocks, double percent) {
    public Standing {
      Objects.requireNonNull(character);
      if (character.isEmpty() || character.length() > 32) {
        throw new IllegalArgumentException("A character has a name of 1 to 32 characters.");
      }
      if (stocks < 0 || stocks > 99 || !(percent >= 0 && percent <= 999)) {
        throw new IllegalArgumentException(
            "Stocks are 0 to 99 and percent 0 to 999; given: " + stocks + ", " + percent);
      }
    }
  }

  public WorldResult {
    Objects.requireNonNull(winner);
    Objects.requireNonNull(p1);
    Objects.requireNonNull(p2);
    if (frames < 0) {
      throw new IllegalArgumentException("A game has no negative length; given: " + frames);
    }
  }

  public Standing standing(Side side) {
    return side == Side.P1 ? p1 : p2;
  }
}
