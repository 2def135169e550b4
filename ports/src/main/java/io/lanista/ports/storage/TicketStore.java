package io.lanista.ports.storage;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tickets, within one transaction. */
public interface TicketStore {
  /** Adds new tickets, as one batch. */
  void insert(Collection<Ticket> tickets);

  /** Writes the status and booking of tickets that are there, as one batch. */
  void update(Collection<Ticket> tickets);

  Optional<Ticket> find(TicketId id);

  Optional<Ticket> findByIdempotencyKey(QueueName queue, String key);

  /** The tickets booked for a match, by side; empty or two. */
  List<Ticket> of(MatchId match);

  /** Everyone who waits, by number. */
  List<Ticket> waiting(QueueName queue);

  /** The highest number ever given in a queue; 0 if none. */
  long lastNumber(QueueName queue);
}
