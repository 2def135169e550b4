package io.lanista.ports.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;

/** What names from outside must be: bounded, and fit to be shown. */
final class Names {
  private static final int LONGEST = 64;

  private Names() {}

  /** The same text, of 1 to 64 visible characters and single spaces between them. */
  static String checked(String field, String what, String text) {
    if (text == null
        || text.isEmpty()
        || text.codePointCount(0, text.length()) > LONGEST
        || !text.equals(text.strip())
        || text.codePoints().anyMatch(Names::isHidden)) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST,
          field,
          what
              + " has 1 to "
              + LONGEST
              + " characters, no control characters, and no space at its beginning or end.");
    }
    return text;
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
