package io.lanista.distribution.crash;

import io.lanista.plugins.slippi.format.Fighter;
import io.lanista.plugins.slippi.format.GeneratedGame;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** A recording of a game. */
record Recording(byte[] bytes, String sha256) {
  /** A short game that the first of the two wins with so many stocks left. */
  static Recording of(long seed, String winner, String loser, int stocks) {
    byte[] bytes =
        GeneratedGame.ofSeed(seed)
            .withFrames(400)
            .withFighters(
                4,
                new Fighter(winner, "Winner", 2, stocks, 40),
                new Fighter(loser, "Loser", 9, 0, 0))
            .withStart(Instant.now())
            .bytes();
    return new Recording(bytes, sha256(bytes));
  }

  /** Where the store keeps a recording; there is no route for it yet. */
  static Path file(Path data, String match, String sha256) {
    return data.resolve("replays")
        .resolve(match.substring(0, 2))
        .resolve(match)
        .resolve("1-" + sha256 + ".slp");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
