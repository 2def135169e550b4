package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.storage.TicketStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tickets in a table. */
final class SqlTickets implements TicketStore {
  private final Session session;

  SqlTickets(Session session) {
    this.session = session;
  }

  @Override
  public void insert(Collection<Ticket> tickets) {
    session.write(RowBatches::newTickets, rows(tickets));
  }

  @Override
  public void update(Collection<Ticket> tickets) {
    int updated = session.write(RowBatches::tickets, rows(tickets));
    if (updated != tickets.size()) {
      throw new IllegalStateException(
          "Of " + tickets.size() + " tickets to update, " + updated + " were there.");
    }
  }

  private static List<TicketRow> rows(Collection<Ticket> tickets) {
    return tickets.stream().map(TicketRow::of).toList();
  }

  @Override
  public Optional<Ticket> find(TicketId id) {
    return session.reading(TicketMapper.class).find(id).map(TicketRow::ticket);
  }

  @Override
  public Optional<Ticket> findByIdempotencyKey(QueueName queue, String key) {
    return session
        .reading(TicketMapper.class)
        .findByIdempotencyKey(queue, key)
        .map(TicketRow::ticket);
  }

  @Override
  public List<Ticket> of(MatchId match) {
    return session.reading(TicketMapper.class).of(match).stream().map(TicketRow::ticket).toList();
  }

  @Override
  public List<Ticket> waiting(QueueName queue) {
    return session.reading(TicketMapper.class).waiting(queue).stream()
        .map(TicketRow::ticket)
        .toList();
  }

  @Override
  public long lastNumber(QueueName queue) {
    return session.reading(TicketMapper.class).lastNumber(queue);
  }
}
