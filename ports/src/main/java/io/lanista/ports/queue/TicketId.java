package io.lanista.ports.queue;

import java.util.Objects;
import java.util.UUID;

/**
 * A ticket's id, and at the same time the secret by which its agent is known for that match (spec
 * 1). It therefore never shows in {@link #toString()}, and must not be sent to anyone else.
 */
public record TicketId(UUID value) {
  public TicketId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return "TicketId[secret]";
  }
}
