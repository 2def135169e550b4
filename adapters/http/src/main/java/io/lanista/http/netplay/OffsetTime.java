package io.lanista.http.netplay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as this family of clients reads them: ISO 8601 with a numeric offset, never "Z". */
final class OffsetTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private OffsetTime() {}

  static String text(Instant instant) {
    return FORM.format(instant);
  }
}
