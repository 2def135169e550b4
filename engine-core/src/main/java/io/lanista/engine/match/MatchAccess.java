package io.lanista.engine.match;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.storage.Transaction;

/** Who may act on a match: whoever holds one of its two tickets. */
public final class MatchAccess {
  private MatchAccess() {}

  /** A match and the side its ticket holder plays. */
  public record Seat(Match match, Side side) {}

  /**
   * Finds a match.
   *
   * @throws EngineException MATCH_NOT_FOUND
   */
  public static Match require(Transaction tx, MatchId id) {
    return tx.matches().find(id).orElseThrow(MatchAccess::unknown);
  }

  /**
   * Finds a match and locks it until the transaction ends.
   *
   * @throws EngineException MATCH_NOT_FOUND
   */
  public static Match requireLocked(Transaction tx, MatchId id) {
    return tx.matches().lock(id).orElseThrow(MatchAccess::unknown);
  }

  /**
   * The side a ticket plays in a match.
   *
   * @throws EngineException NOT_YOUR_MATCH if the ticket is unknown or was booked for another match
   */
  public static Side side(Transaction tx, MatchId match, TicketId ticket) {
    return tx.tickets()
        .find(ticket)
        .flatMap(Ticket::booking)
        .filter(b -> b.match().equals(match))
        .map(Ticket.Booking::side)
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.NOT_YOUR_MATCH,
                    "This queue_id was not paired for this match; use the one you joined with."));
  }

  private static EngineException unknown() {
    return new EngineException(ErrorCode.MATCH_NOT_FOUND, "There is no match with this id.");
  }
}
