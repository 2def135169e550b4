package io.lanista.ports.player;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Locale;
import java.util.regex.Pattern;

/** A player's name: 3..32 characters of {@code [A-Za-z0-9_-]}, unique without regard to case. */
public record Username(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{3,32}");

  public Username {
    if (text == null || !FORM.matcher(text).matches()) {
      throw EngineException.field(
          ErrorCode.INVALID_USERNAME,
          "username",
          "A username has 3 to 32 characters, each a letter, a digit, '_' or '-'.");
    }
  }

  /** The form in which two names are the same name. */
  public String key() {
    return text.toLowerCase(Locale.ROOT);
  }
}
