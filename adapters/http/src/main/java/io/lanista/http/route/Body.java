package io.lanista.http.route;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a route reads from the request.
 *
 * @param type the record JSON is read into, {@code byte[]} for raw bytes, {@code Path} for a file,
 *     {@code Void} for nothing
 * @param maxBytes most bytes read; 0 leaves it to the server's limit for JSON
 * @param folder where the file is written; only for files
 */
public record Body<B>(Kind kind, Class<B> type, long maxBytes, Optional<Path> folder) {
  /** How the bytes are understood. */
  public enum Kind {
    NONE,
    JSON,
    RAW,
    FILE
  }

  public Body {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(type);
    if (folder.isPresent() != (kind == Kind.FILE)) {
      throw new IllegalArgumentException("a file needs a folder, and nothing else does");
    }
    if (maxBytes < 0 || maxBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a body may have 0.." + (Integer.MAX_VALUE - 8) + " bytes");
    }
  }

  /** No body: whatever is sent is ignored. */
  public static Body<Void> none() {
    return new Body<>(Kind.NONE, Void.class, 0, Optional.empty());
  }

  /** A JSON object, read strictly into a record. */
  public static <B> Body<B> json(Class<B> type) {
    return new Body<>(Kind.JSON, type, 0, Optional.empty());
  }

  /** Bytes as they are, such as an upload; the handler gets exactly what was sent. */
  public static Body<byte[]> raw(long maxBytes) {
    return new Body<>(Kind.RAW, byte[].class, maxBytes, Optional.empty());
  }

  /**
   * Bytes that are written to a file of their own as they come, which only this process's user can
   * read; it is deleted when the handler has answered.
   */
  public static Body<Path> file(long maxBytes, Path folder) {
    return new Body<>(Kind.FILE, Path.class, maxBytes, Optional.of(folder));
  }

  Body<B> upTo(long bytes) {
    return new Body<>(kind, type, bytes, folder);
  }
}
