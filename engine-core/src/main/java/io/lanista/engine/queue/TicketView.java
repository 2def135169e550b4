package io.lanista.engine.queue;

import io.lanista.ports.queue.Ticket;
import java.util.Objects;
import java.util.Optional;

/**
 * What an agent is told of its ticket.
 *
 * @param position 1 for the next in line; present while it waits
 */
public record TicketView(Ticket ticket, Optional<Integer> position) {
  public TicketView {
    Objects.requireNonNull(ticket);
    Objects.requireNonNull(position);
  }
}
