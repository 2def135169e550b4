package io.lanista.http.dispatch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes a {@code Range} header asks for (RFC 9110, section 14). One range at a time: several,
 * and what is no range of bytes, are answered with the whole, as a server may.
 *
 * @param from the first byte, from 0
 * @param length how many; 0 if there is none of those asked for
 */
record ByteRange(long from, long length) {
  private static final Pattern FORM = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /** The range in a header; empty if the whole is to be sent. */
  static Optional<ByteRange> read(String header, long size) {
    Matcher form = FORM.matcher(header);
    if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (form.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(form.group(2)), size);
      return Optional.of(new ByteRange(size - last, last));
    }
    long from = Long.parseLong(form.group(1));
    long to = form.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(form.group(2));
    if (to < from) {
      return Optional.empty();
    }
    return Optional.of(
        from >= size
            ? new ByteRange(size, 0)
            : new ByteRange(from, Math.min(to, size - 1) - from + 1));
  }

  boolean isSatisfiable() {
    return length > 0;
  }
}
