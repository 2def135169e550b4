package io.lanista.engine.series;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.storage.IdSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** One-use keys for a match's live socket: random, so that a plain hash of them suffices. */
final class SeriesTokens {
  private SeriesTokens() {}

  static String make(IdSource ids) {
    HexFormat hex = HexFormat.of();
    StringBuilder token = new StringBuilder("nj_match_");
    for (int i = 0; i < 2; i++) {
      UUID random = ids.next();
      token
          .append(hex.toHexDigits(random.getMostSignificantBits()))
          .append(hex.toHexDigits(random.getLeastSignificantBits()));
    }
    return token.toString();
  }

  static Bytes32 hash(String token) {
    try {
      return Bytes32.of(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
