package io.lanista.distribution.doctor;

import java.util.Objects;

/**
 * How one thing stands.
 *
 * @param subject what was looked at, in a word or two
 * @param found what there is
 * @param remedy what to do about it; empty when nothing has to be done
 */
public record Finding(Grade grade, String subject, String found, String remedy) {
  /** How bad it is. */
  public enum Grade {
    /** In order. */
    OK,
    /** Works, with a limit worth knowing. */
    NOTE,
    /** The server will not start, or not work. */
    BAD
  }

  public Finding {
    Objects.requireNonNull(grade);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(found);
    Objects.requireNonNull(remedy);
  }

  public static Finding ok(String subject, String found) {
    return new Finding(Grade.OK, subject, found, "");
  }

  public static Finding note(String subject, String found, String remedy) {
    return new Finding(Grade.NOTE, subject, found, remedy);
  }

  public static Finding bad(String subject, String found, String remedy) {
    return new Finding(Grade.BAD, subject, found, remedy);
  }
}
