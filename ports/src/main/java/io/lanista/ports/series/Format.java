package io.lanista.ports.series;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Locale;

/** How many won games win a series. */
public enum Format {
  BO3(2),
  BO5(3);

  private final int wins;

  Format(int wins) {
    this.wins = wins;
  }

  /** So many won games win. */
  public int wins() {
    return wins;
  }

  /** The word clients use: {@code bo3}, {@code bo5}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a word.
   *
   * @throws EngineException INVALID_REQUEST
   */
  public static Format of(String word) {
    for (Format format : values()) {
      if (format.word().equals(word)) {
        return format;
      }
    }
    throw EngineException.field(
        ErrorCode.INVALID_REQUEST, "format", "A format is bo3 or bo5; given: " + word);
  }
}
