package io.lanista.distribution.config;

import java.util.Objects;

/**
 * One key as it took effect.
 *
 * @param key its path, such as {@code server.port}
 * @param value what is shown for it; a secret is shown as hidden
 * @param from where it was given: {@code default}, a file and line, a variable or an option
 */
public record Setting(String key, String value, String from) {
  public static final String DEFAULT = "default";

  public Setting {
    Objects.requireNonNull(key);
    Objects.requireNonNull(value);
    Objects.requireNonNull(from);
  }
}
