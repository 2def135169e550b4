package io.lanista.plugins.eloband;

import io.lanista.ports.queue.Candidate;
import java.time.Instant;
import java.util.Comparator;

/** A candidate that waits, read once: the preferences as numbers and names. */
final class Waiter {
  /** Ratings beyond these count as these; no series of games leads there. */
  static final int LOWEST = -10_000;

  static final int HIGHEST = 10_000;

  static final Comparator<Waiter> BY_AGE =
      Comparator.<Waiter>comparingLong(waiter -> waiter.joined)
          .thenComparingLong(waiter -> waiter.number);

  final Candidate candidate;
  final long number;

  /** When it joined, in nanoseconds since 1970. */
  final long joined;

  final int rating;

  final Choice choice;

  /** The range it starts with. */
  final int asked;

  /** Its places on the shelves of its choice, and among all; changed by {@link Standing} alone. */
  final Entry[] entries;

  Entry amongAll;

  /** Which of the common traits it has, and which keep others from meeting it. */
  int traits;

  int shuns;
  boolean gone;
  private final Marks marks;

  Waiter(Candidate candidate, Choice choice, int asked) {
    this.candidate = candidate;
    this.number = candidate.number();
    this.joined = nanos(candidate.joinedAt());
    this.rating = Math.max(LOWEST, Math.min(HIGHEST, candidate.rating()));
    this.choice = choice;
    this.entries = new Entry[choice.stands.size()];
    this.asked = asked;
    this.marks = Marks.of(candidate);
  }

  static long nanos(Instant at) {
    try {
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    } catch (ArithmeticException beyondTheCenturies) {
      return at.getEpochSecond() < 0 ? Long.MIN_VALUE / 4 : Long.MAX_VALUE / 4;
    }
  }

  /** What formats a candidate asks for, as it wrote it. */
  static String formats(Candidate candidate) {
    String text = candidate.preferences().get("formats");
    return text == null ? "" : text;
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
    return other.isYoungerThan(joined, number);
  }

  /** Whether this one has waited less long than who joined then, with that number. */
  boolean isYoungerThan(long otherJoined, long otherNumber) {
    return otherJoined < joined || (otherJoined == joined && otherNumber < number);
  }

  /** Whether the two may meet; ratings and formats are not looked at. */
  boolean mayMeet(Waiter other) {
    return other != this
        && (marks.areOfStrangers(other.marks) || !Trait.keepsApart(candidate, other.candidate));
  }

  int distance(Waiter other) {
    return Math.abs(rating - other.rating);
  }
}
