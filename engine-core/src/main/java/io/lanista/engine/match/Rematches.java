package io.lanista.engine.match;

import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Lets two agents play again under the tickets they hold. Thread-safe. */
public final class Rematches {
  private final Storage storage;
  private final Registry<GameRunner> runners;
  private final Bookings bookings;
  private final Presence presence;
  private final Clock clock;

  @Inject
  public Rematches(
      Storage storage,
      Registry<GameRunner> runners,
      Bookings bookings,
      Presence presence,
      Clock clock) {
    this.storage = storage;
    this.runners = runners;
    this.bookings = bookings;
    this.presence = presence;
    this.clock = clock;
  }

  /**
   * Makes a new match of a finished one. Both tickets then lead to the new match, so that agents
   * that still poll them find it.
   *
   * @throws EngineException MATCH_NOT_FOUND, or MATCH_NOT_COMPLETED while the match is not final or
   *     once it had its rematch
   */
  public Match again(MatchId id) {
    Match old = storage.read(tx -> MatchAccess.require(tx, id));
    Briefing first;
    Briefing second;
    try (Lease<GameRunner> lease = runners.lease(old.runner())) {
      first = lease.call("briefing", r -> Runners.coordinated(r).briefing(old.p1(), old.p2()));
      second = lease.call("briefing", r -> Runners.coordinated(r).briefing(old.p2(), old.p1()));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Match next = bookings.draft(old.queue(), old.runner(), old.game(), old.p1(), old.p2(), now);
    storage.transact(
        tx -> {
          if (!MatchAccess.requireLocked(tx, id).status().isFinal()) {
            throw new EngineException(
                ErrorCode.MATCH_NOT_COMPLETED,
                "A rematch needs a match that is over; expire or resolve this one first.");
          }
          List<Ticket> tickets = tx.tickets().of(id);
          if (tickets.isEmpty()) {
            throw new EngineException(
                ErrorCode.MATCH_NOT_COMPLETED,
                "The agents of this match were sent into a rematch already; wait for the end of"
                    + " that one.");
          }
          bookings.book(tx, List.of(next));
          tx.tickets()
              .update(
                  tickets.stream()
                      .map(
                          t -> {
                            var side = t.booking().orElseThrow().side();
                            return t.booked(
                                new Ticket.Booking(
                                    next.id(), side, side == Side.P1 ? first : second));
                          })
                      .toList());
          return next;
        });
    presence.alive(next.id());
    return next;
  }
}
