package io.lanista.ports.storage;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * A place in a list that is sorted by a number, descending, then by a text, ascending. A page
 * starts after it.
 */
public record Cursor(long value, String id) {
  private static final int LONGEST = 256;

  public Cursor {
    Objects.requireNonNull(id);
  }

  /** An opaque text for clients; {@link #parse} reads it. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((value + ":" + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #text} gave.
   *
   * @throws EngineException INVALID_CURSOR if it is anything else
   */
  public static Cursor parse(String text) {
    try {
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException();
      }
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      Cursor read =
          new Cursor(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
      // Bytes that are no UTF-8 would come out as other ones, and longer.
      if (!read.text().equals(text)) {
        throw new IllegalArgumentException();
      }
      return read;
    } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
      throw EngineException.query(
          ErrorCode.INVALID_CURSOR,
          "cursor",
          "This cursor was not given by this server; leave it out to start from the beginning.");
    }
  }
}
