package io.lanista.engine.queue;

import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everyone who waits in one queue, in memory, as last committed. Written by the owner loop alone,
 * read by anyone.
 */
final class WaitingRoom {
  private final Map<TicketId, Waiting> byId = new ConcurrentHashMap<>();
  private final Map<Long, Waiting> byNumber = new ConcurrentHashMap<>();
  private final Map<String, Waiting> byAgent = new ConcurrentHashMap<>();
  private volatile ArrivalOrder order = new ArrivalOrder();

  /** Empties the room. */
  void reset() {
    byId.clear();
    byNumber.clear();
    byAgent.clear();
    order = new ArrivalOrder();
  }

  void add(Waiting waiting) {
    Ticket ticket = waiting.ticket();
    byId.put(ticket.id(), waiting);
    byNumber.put(ticket.number(), waiting);
    byAgent.put(ticket.entrant().agentKey(), waiting);
    order.add(ticket.number());
  }

  void remove(Waiting waiting) {
    Ticket ticket = waiting.ticket();
    byId.remove(ticket.id());
    byNumber.remove(ticket.number());
    byAgent.remove(ticket.entrant().agentKey(), waiting);
    order.remove(ticket.number());
  }

  Optional<Waiting> find(TicketId id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Waiting> find(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  Optional<Waiting> ofAgent(String agentKey) {
    return Optional.ofNullable(byAgent.get(agentKey));
  }

  Collection<Waiting> all() {
    return byNumber.values();
  }

  int size() {
    return byId.size();
  }

  /** 1 for the longest-waiting ticket. */
  int position(Ticket ticket) {
    return order.position(ticket.number());
  }
}
