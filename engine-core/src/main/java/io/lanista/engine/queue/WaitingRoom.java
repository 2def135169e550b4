package io.lanista.engine.queue;

import io.lanista.engine.series.WaitingPlayers;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everyone who waits in one queue, in memory, as last committed. Written by the owner loop alone,
 * read by anyone.
 */
final class WaitingRoom {
  private volatile Seats seats = new Seats();

  private static final class Seats {
    private final Map<TicketId, Waiting> byId = new ConcurrentHashMap<>();
    private final Map<Long, Waiting> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Waiting> byAgent = new ConcurrentHashMap<>();
    private final ArrivalOrder order = new ArrivalOrder();

    /** Who came back: their numbers are later than they are. Few, and not for long. */
    private final Set<Waiting> returned = ConcurrentHashMap.newKeySet();

    private void add(Waiting waiting) {
      Ticket ticket = waiting.ticket();
      byId.put(ticket.id(), waiting);
      byNumber.put(ticket.number(), waiting);
      byAgent.put(ticket.entrant().agentKey(), waiting);
      order.add(ticket.number());
      if (isReturned(ticket)) {
        returned.add(waiting);
      }
    }
  }

  /** Seats these, by arrival, instead of all others; nobody sees the room half full. */
  void replace(Collection<Waiting> byArrival) {
    Seats next = new Seats();
    byArrival.forEach(next::add);
    seats = next;
  }

  void add(Waiting waiting) {
    seats.add(waiting);
  }

  void remove(Waiting waiting) {
    Ticket ticket = waiting.ticket();
    seats.byId.remove(ticket.id());
    seats.byNumber.remove(ticket.number());
    seats.byAgent.remove(ticket.entrant().agentKey(), waiting);
    seats.order.remove(ticket.number());
    seats.returned.remove(waiting);
  }

  Optional<Waiting> find(TicketId id) {
    return Optional.ofNullable(seats.byId.get(id));
  }

  Optional<Waiting> find(long number) {
    return Optional.ofNullable(seats.byNumber.get(number));
  }

  Optional<Waiting> ofAgent(String agentKey) {
    return Optional.ofNullable(seats.byAgent.get(agentKey));
  }

  Collection<Waiting> all() {
    return seats.byNumber.values();
  }

  int size() {
    return seats.byId.size();
  }

  /** 1 for the longest-waiting ticket. */
  int position(Ticket ticket) {
    Seats now = seats;
    if (now.returned.isEmpty()) {
      return now.order.position(ticket.number());
    }
    if (isReturned(ticket)) {
      return 1 + (int) now.byId.values().stream().filter(w -> isBefore(w.ticket(), ticket)).count();
    }
    return now.order.position(ticket.number())
        + (int)
            now.returned.stream()
                .map(Waiting::ticket)
                .filter(back -> back.number() > ticket.number() && isBefore(back, ticket))
                .count();
  }

  private static boolean isReturned(Ticket ticket) {
    return ticket
        .idempotencyKey()
        .filter(key -> key.startsWith(WaitingPlayers.RETURNED))
        .isPresent();
  }

  private static boolean isBefore(Ticket one, Ticket other) {
    int byTime = one.joinedAt().compareTo(other.joinedAt());
    return byTime < 0 || (byTime == 0 && one.number() < other.number());
  }
}
