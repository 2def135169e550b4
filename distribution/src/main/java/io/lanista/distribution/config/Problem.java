package io.lanista.distribution.config;

import java.util.Objects;

/**
 * Something wrong with the configuration.
 *
 * @param from where: a file and line, a variable or an option
 * @param message what is wrong and what would be right
 */
public record Problem(String from, String message) {
  public Problem {
    Objects.requireNonNull(from);
    Objects.requireNonNull(message);
  }

  @Override
  public String toString() {
    return from + ": " + message;
  }
}
