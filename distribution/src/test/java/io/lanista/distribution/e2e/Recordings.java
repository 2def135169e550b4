package io.lanista.distribution.e2e;

import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.plugins.slippi.format.Fighter;
import io.lanista.plugins.slippi.format.GeneratedGame;
import java.time.Instant;

/** Recordings of games that match a pairing. */
final class Recordings {
  private Recordings() {}

  /** A short game of these two, recorded now, that p1 wins with two stocks. */
  static byte[] game(Paired paired, long seed) {
    return wonByFirst(seed, paired.code1(), paired.code2()).bytes();
  }

  /** The same with the second code winning. */
  static byte[] gameOfSecond(Paired paired, long seed) {
    return wonByFirst(seed, paired.code2(), paired.code1()).bytes();
  }

  static GeneratedGame wonByFirst(long seed, String winner, String loser) {
    return GeneratedGame.ofSeed(seed)
        .withFrames(400)
        .withFighters(
            4, new Fighter(winner, "Winner", 2, 2, 40), new Fighter(loser, "Loser", 9, 0, 0))
        .withStart(Instant.now());
  }
}
