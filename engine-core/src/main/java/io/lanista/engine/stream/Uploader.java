package io.lanista.engine.stream;

import io.lanista.ports.queue.TicketId;
import java.util.Objects;
import java.util.Optional;

/**
 * Who uploads.
 *
 * @param ticket the secret it carries, if any
 * @param address from where it comes
 */
public record Uploader(Optional<TicketId> ticket, String address) {
  public Uploader {
    Objects.requireNonNull(ticket);
    Objects.requireNonNull(address);
  }
}
