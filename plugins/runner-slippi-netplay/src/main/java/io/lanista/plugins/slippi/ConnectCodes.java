package io.lanista.plugins.slippi;

import io.lanista.plugins.slippi.format.HalfWidth;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Locale;

/**
 * When two connect codes are the same code. Slippi's own codes are letters, {@code #} and digits,
 * but the agents that use this server also send codes of other shapes, so only what could hide one
 * code behind another is refused.
 */
final class ConnectCodes {
  private static final int MOST_CHARACTERS = 32;

  /**
   * The code in half width and upper case, without white space around it. Folding twice gives what
   * folding once gives.
   */
  static String fold(String code) {
    if (code.length() > MOST_CHARACTERS) {
      throw refused("A connect code has at most 32 characters; this one has " + code.length());
    }
    if (code.codePoints().anyMatch(ConnectCodes::unseen)) {
      throw refused("A connect code must not contain control or invisible characters");
    }
    String folded = HalfWidth.of(code).strip().toUpperCase(Locale.ROOT);
    if (folded.isEmpty()) {
      throw refused("The connect code is empty");
    }
    if (folded.length() > MOST_CHARACTERS) {
      throw refused("A connect code has at most 32 characters, in upper case too");
    }
    return folded;
  }

  /** Characters that no reader of the code would notice, so that two codes would look alike. */
  private static boolean unseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static EngineException refused(String what) {
    return EngineException.field(
        ErrorCode.INVALID_CONNECT_CODE,
        "connect_code",
        what + "; send the code that Slippi shows you, such as FOX#123.");
  }

  private ConnectCodes() {}
}
