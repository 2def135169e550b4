package io.lanista.sql;

import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A row of the tickets; null where a column is; preferences as JSON. */
record TicketRow(
    TicketId id,
    QueueName queue,
    long number,
    String connectCode,
    String agentKey,
    String fighter,
    WalletAddress wallet,
    BigInteger agentId,
    PlayerId player,
    Instant joinedAt,
    String idempotencyKey,
    TicketStatus status,
    MatchId matchId,
    Side side,
    String opponentCode,
    WalletAddress opponentWallet,
    BigInteger opponentAgentId,
    String preferences) {
  static TicketRow of(Ticket ticket) {
    Entrant entrant = ticket.entrant();
    Ticket.Booking booking = ticket.booking().orElse(null);
    Briefing briefing = booking == null ? null : booking.briefing();
    return new TicketRow(
        ticket.id(),
        ticket.queue(),
        ticket.number(),
        entrant.connectCode(),
        entrant.agentKey(),
        entrant.fighter().orElse(null),
        entrant.wallet().orElse(null),
        entrant.agentId().orElse(null),
        entrant.player().orElse(null),
        ticket.joinedAt(),
        ticket.idempotencyKey().orElse(null),
        ticket.status(),
        booking == null ? null : booking.match(),
        booking == null ? null : booking.side(),
        briefing == null ? null : briefing.opponentCode(),
        briefing == null ? null : briefing.opponentWallet().orElse(null),
        briefing == null ? null : briefing.opponentAgentId().orElse(null),
        ticket.preferences().isEmpty() ? null : Texts.json(ticket.preferences()));
  }

  Ticket ticket() {
    return new Ticket(
        id,
        queue,
        number,
        new Entrant(
            connectCode,
            agentKey,
            Optional.ofNullable(fighter),
            Optional.ofNullable(wallet),
            Optional.ofNullable(agentId),
            Optional.ofNullable(player)),
        joinedAt,
        Optional.ofNullable(idempotencyKey),
        status,
        matchId == null
            ? Optional.empty()
            : Optional.of(
                new Ticket.Booking(
                    matchId,
                    side,
                    new Briefing(
                        opponentCode,
                        Optional.ofNullable(opponentWallet),
                        Optional.ofNullable(opponentAgentId)))),
        preferences == null ? Map.of() : Texts.map(preferences));
  }
}
