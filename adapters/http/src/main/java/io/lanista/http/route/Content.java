package io.lanista.http.route;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An answer that is not JSON, such as a page, a metrics text or a file.
 *
 * @param mediaType the whole Content-Type, charset included
 * @param bytes not copied: the caller no longer changes them
 */
public record Content(String mediaType, byte[] bytes) {
  public Content {
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(bytes);
  }

  /** A text in UTF-8, of a media type given without charset. */
  public static Content text(String mediaType, String text) {
    return new Content(mediaType + ";charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
