package io.lanista.distribution.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be printed: {@link #toString} hides it, so it cannot reach a log by way of
 * the record that holds it. Comparing takes the same time wherever the texts differ.
 */
public final class Secret {
  private final String text;

  public Secret(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A secret is not blank.");
    }
    this.text = text;
  }

  /** The text itself, for the one place that needs it. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "(hidden)";
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
