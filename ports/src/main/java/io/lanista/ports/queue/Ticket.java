package io.lanista.ports.queue;

import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An agent's place in a queue.
 *
 * @param number the order of arrival in its queue, increasing, never used twice
 * @param idempotencyKey the client's own name for this join, unique in its queue
 * @param booking the match it got; present exactly when the status is {@code MATCHED}
 * @param preferences what its agent asked for, by name, as a {@link Candidate} has them; empty for
 *     queues without preferences
 */
public record Ticket(
    TicketId id,
    QueueName queue,
    long number,
    Entrant entrant,
    Instant joinedAt,
    Optional<String> idempotencyKey,
    TicketStatus status,
    Optional<Booking> booking,
    Map<String, String> preferences) {

  /** The match a ticket got, and what its agent is told about it. */
  public record Booking(MatchId match, Side side, Briefing briefing) {
    public Booking {
      Objects.requireNonNull(match);
      Objects.requireNonNull(side);
      Objects.requireNonNull(briefing);
    }
  }

  public Ticket {
    Objects.requireNonNull(id);
    Objects.requireNonNull(queue);
    Objects.requireNonNull(entrant);
    Objects.requireNonNull(joinedAt);
    Objects.requireNonNull(idempotencyKey);
    Objects.requireNonNull(status);
    preferences = Map.copyOf(preferences);
    if (booking.isPresent() != (status == TicketStatus.MATCHED)) {
      throw new IllegalArgumentException("A ticket has a booking exactly when it is matched.");
    }
  }

  /** A ticket without preferences. */
  public Ticket(
      TicketId id,
      QueueName queue,
      long number,
      Entrant entrant,
      Instant joinedAt,
      Optional<String> idempotencyKey,
      TicketStatus status,
      Optional<Booking> booking) {
    this(id, queue, number, entrant, joinedAt, idempotencyKey, status, booking, Map.of());
  }

  /** This ticket, matched. */
  public Ticket booked(Booking to) {
    return with(TicketStatus.MATCHED, Optional.of(to));
  }

  /** This ticket, ended without a match. */
  public Ticket ended(TicketStatus how) {
    return with(how, Optional.empty());
  }

  private Ticket with(TicketStatus next, Optional<Booking> to) {
    return new Ticket(id, queue, number, entrant, joinedAt, idempotencyKey, next, to, preferences);
  }
}
