package io.lanista.http.route;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A file as an answer, sent as it is read and never whole in memory. The server answers {@code
 * If-None-Match} and {@code Range} by itself (RFC 9110, sections 13 and 14); HEAD reads nothing.
 *
 * @param mediaType the whole Content-Type
 * @param fileName what a browser saves it as: letters, digits, '.', '-' and '_'
 * @param entity changes whenever the bytes do, such as their hash: letters and digits
 * @param bytes how many there are
 * @param source opens it, at most once
 */
public record Download(
    String mediaType, String fileName, String entity, long bytes, Source source) {
  /** Opens the bytes, from the first one. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  public Download {
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(source);
    if (!fileName.matches("[A-Za-z0-9._-]+") || !entity.matches("[A-Za-z0-9]+") || bytes < 0) {
      throw new IllegalArgumentException("A download has a plain name, an entity tag and a size.");
    }
  }

  /** The entity tag as headers have it. */
  public String tag() {
    return '"' + entity + '"';
  }
}
