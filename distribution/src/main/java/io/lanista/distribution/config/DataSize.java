package io.lanista.distribution.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 512 B}, {@code 64 KiB}, {@code 16 MiB} or {@code 1 GiB}. */
public record DataSize(long bytes) implements Comparable<DataSize> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,10})\\s*(B|KiB|MiB|GiB)");

  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("A size is not negative; given: " + bytes);
    }
  }

  public static DataSize kibibytes(long count) {
    return new DataSize(count << 10);
  }

  public static DataSize mebibytes(long count) {
    return new DataSize(count << 20);
  }

  public static DataSize gibibytes(long count) {
    return new DataSize(count << 30);
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is not one; the unit must be there
   */
  public static DataSize parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a size is a number and B, KiB, MiB or GiB");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "B" -> new DataSize(count);
      case "KiB" -> kibibytes(count);
      case "MiB" -> mebibytes(count);
      default -> gibibytes(count);
    };
  }

  @Override
  public int compareTo(DataSize that) {
    return Long.compare(bytes, that.bytes);
  }

  /** The largest unit that divides it, such as {@code 16 MiB}. */
  @Override
  public String toString() {
    if (bytes > 0 && bytes % (1 << 30) == 0) {
      return (bytes >> 30) + " GiB";
    }
    if (bytes > 0 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    if (bytes > 0 && bytes % (1 << 10) == 0) {
      return (bytes >> 10) + " KiB";
    }
    return bytes + " B";
  }
}
