package io.lanista.plugins.eloband;

import io.lanista.ports.queue.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A candidate that waits, read once: the preferences as numbers and names. */
final class Waiter {
  /** Ratings beyond these count as these; no series of games leads there. */
  private static final int LOWEST = -10_000;

  private static final int HIGHEST = 10_000;

  static final Comparator<Waiter> BY_AGE =
      Comparator.<Waiter>comparingLong(waiter -> waiter.joined)
          .thenComparingLong(waiter -> waiter.number);

  /** More formats than this are not looked at. */
  static final int MOST_FORMATS = 16;

  final Candidate candidate;
  final long number;

  /** When it joined, in nanoseconds since 1970. */
  final long joined;

  final int rating;

  /** Empty means any. */
  final List<String> formats;

  /** The range it starts with. */
  final int asked;

  /** Where it stands; changed by {@link Standing} alone. */
  final List<Entry> entries = new ArrayList<>(2);

  /** Which of the common traits it has, and which keep others from meeting it. */
  int traits;

  int shuns;
  boolean gone;

  Waiter(Candidate candidate, int asked) {
    this.candidate = candidate;
    this.number = candidate.number();
    this.joined = nanos(candidate.joinedAt());
    this.rating = Math.max(LOWEST, Math.min(HIGHEST, candidate.rating()));
    this.formats = formats(candidate);
    this.asked = asked;
  }

  static long nanos(Instant at) {
    try {
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    } catch (ArithmeticException beyondTheCenturies) {
      return at.getEpochSecond() < 0 ? Long.MIN_VALUE / 4 : Long.MAX_VALUE / 4;
    }
  }

  private static List<String> formats(Candidate candidate) {
    String text = candidate.preferences().get("formats");
    if (text == null || text.isBlank()) {
      return List.of();
    }
    List<String> formats = new ArrayList<>(2);
    int from = 0;
    while (from <= text.length() && formats.size() < MOST_FORMATS) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      String format = text.substring(from, to).strip();
      if (!format.isEmpty() && !formats.contains(format)) {
        formats.add(format);
      }
      from = to + 1;
    }
    return formats;
  }

  /** The range a candidate asks for; what is not a whole number counts as nothing said. */
  static int asked(Candidate candidate, Bands bands) {
    String text = candidate.preferences().get("elo_range");
    if (text == null) {
      return bands.start();
    }
    try {
      return Math.max(1, Math.min(Bands.WIDEST, Integer.parseInt(text.strip())));
    } catch (NumberFormatException notANumber) {
      return bands.start();
    }
  }

  /** Whether this one has waited longer; of those that joined at once, the lower number has. */
  boolean isOlderThan(Waiter other) {
    return joined < other.joined || (joined == other.joined && number < other.number);
  }

  int distance(Waiter other) {
    return Math.abs(rating - other.rating);
  }
}
