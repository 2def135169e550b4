package io.lanista.replays;

import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.settlement.Bytes32;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a whole recording's file: {@code <game>-<sha256>.slp}. Nothing else in the store's
 * folders is ever taken for a recording.
 */
record ReplayName(int game, ReplayHash hash) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})-([0-9a-f]{64})\\.slp");

  ReplayName {
    if (game < 1 || game > 999_999_999) {
      throw new IllegalArgumentException("Games count from 1; given: " + game);
    }
  }

  static Optional<ReplayName> parse(String fileName) {
    Matcher parts = FORM.matcher(fileName);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] hash = HexFormat.of().parseHex(parts.group(2));
    return Optional.of(
        new ReplayName(Integer.parseInt(parts.group(1)), new ReplayHash(Bytes32.of(hash))));
  }

  @Override
  public String toString() {
    return game + "-" + hash.hex() + ".slp";
  }
}
