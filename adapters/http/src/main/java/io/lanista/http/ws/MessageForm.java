package io.lanista.http.ws;

import io.lanista.http.json.Naming;
import java.util.Objects;

/**
 * One kind of message of a channel, for the document. Its record's name, in snake case, is the
 * {@code type} the message carries.
 */
public record MessageForm(Class<? extends Record> form, Naming naming) {
  public MessageForm {
    Objects.requireNonNull(form);
    Objects.requireNonNull(naming);
  }

  /** The word in {@code type}. */
  public String type() {
    return Naming.SNAKE_CASE.of(form.getSimpleName());
  }
}
