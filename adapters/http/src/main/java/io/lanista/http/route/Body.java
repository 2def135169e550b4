package io.lanista.http.route;

import java.util.Objects;

/**
 * What a route reads from the request.
 *
 * @param type the record JSON is read into, {@code byte[]} for raw bytes, {@code Void} for nothing
 * @param maxBytes most bytes read; 0 leaves it to the server's limit for JSON
 */
public record Body<B>(Kind kind, Class<B> type, long maxBytes) {
  /** How the bytes are understood. */
  public enum Kind {
    NONE,
    JSON,
    RAW
  }

  public Body {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(type);
    if (maxBytes < 0 || maxBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a body may have 0.." + (Integer.MAX_VALUE - 8) + " bytes");
    }
  }

  /** No body: whatever is sent is ignored. */
  public static Body<Void> none() {
    return new Body<>(Kind.NONE, Void.class, 0);
  }

  /** A JSON object, read strictly into a record. */
  public static <B> Body<B> json(Class<B> type) {
    return new Body<>(Kind.JSON, type, 0);
  }

  /** Bytes as they are, such as an upload; the handler gets exactly what was sent. */
  public static Body<byte[]> raw(long maxBytes) {
    return new Body<>(Kind.RAW, byte[].class, maxBytes);
  }

  Body<B> upTo(long bytes) {
    return new Body<>(kind, type, bytes);
  }
}
