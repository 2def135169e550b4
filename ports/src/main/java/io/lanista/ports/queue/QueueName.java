package io.lanista.ports.queue;

import java.util.regex.Pattern;

/** The name of a queue: 1..32 characters of {@code [a-z0-9-]}. */
public record QueueName(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,32}");

  public QueueName {
    if (text == null || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A queue's name has 1 to 32 characters of a-z, 0-9 and '-'; found: " + text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
