package io.lanista.ports.fighter;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.regex.Pattern;

/** A fighter's name: 1..32 characters of {@code [a-z0-9-]}, unique among its owner's. */
public record FighterName(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  public FighterName {
    if (text == null || !FORM.matcher(text).matches()) {
      throw EngineException.field(
          ErrorCode.INVALID_FIGHTER,
          "fighter",
          "A fighter's name has 1 to 32 characters of a-z, 0-9 and '-'.");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
