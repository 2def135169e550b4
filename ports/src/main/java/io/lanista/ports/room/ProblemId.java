package io.lanista.ports.room;

import java.util.Locale;

/**
 * A problem, by its judge's name for it. Compared as it is: what comes from outside goes through
 * {@link #of} first.
 */
public record ProblemId(String text) {
  public ProblemId {
    Names.checked("problem_id", "A problem's id", text);
  }

  /** Problem ids are compared upper-case (spec 4, Words). */
  public static ProblemId of(String text) {
    return new ProblemId(text == null ? null : text.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return text;
  }
}
