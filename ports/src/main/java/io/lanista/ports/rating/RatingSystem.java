package io.lanista.ports.rating;

/** How results change ratings. Pure and thread-safe. */
public interface RatingSystem {
  /** What an agent is worth before its first match. */
  int start();

  /** What the winner gains and the loser loses. Never negative, so the sum of ratings stays. */
  int gain(int winnerBefore, int loserBefore);
}
