package io.lanista.http.netplay;

import io.lanista.engine.queue.TicketView;
import io.lanista.http.json.About;
import io.lanista.ports.match.Briefing;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Optional;

/** A queue entry as its agent sees it. */
@About("Your place in the queue, or the match you got.")
public record QueueEntry(
    @About("Your secret for this match: whoever has it can report for you.") String queueId,
    @About("waiting, matched, expired or cancelled") String status,
    @About("1 for the next in line; null when you no longer wait.") Optional<Integer> position,
    Optional<String> matchId,
    Optional<String> opponentCode,
    Optional<String> opponentWallet,
    Optional<BigInteger> opponentAgentId) {

  static QueueEntry of(TicketView view) {
    Ticket ticket = view.ticket();
    Optional<Briefing> briefing = ticket.booking().map(Ticket.Booking::briefing);
    return new QueueEntry(
        ticket.id().value().toString(),
        ticket.status().word(),
        view.position(),
        ticket.booking().map(b -> b.match().toString()),
        briefing.map(Briefing::opponentCode),
        briefing.flatMap(Briefing::opponentWallet).map(WalletAddress::toString),
        briefing.flatMap(Briefing::opponentAgentId));
  }
}
