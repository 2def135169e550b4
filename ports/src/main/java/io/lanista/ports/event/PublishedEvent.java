package io.lanista.ports.event;

import java.util.Objects;

/**
 * An event with its place in the outbox.
 *
 * @param sequence increasing in the order of commit; given by the database, never used twice
 */
public record PublishedEvent(long sequence, DomainEvent event) {
  public PublishedEvent {
    Objects.requireNonNull(event);
  }
}
