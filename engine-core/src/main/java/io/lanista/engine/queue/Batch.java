package io.lanista.engine.queue;

import io.lanista.ports.match.Match;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one batch of commands changes, before it is committed: tickets that are new, tickets in the
 * room that end, and matches. The room itself stays as it is until the commit succeeded.
 */
final class Batch {
  /** A wait that ends, and how. */
  record Ending(Waiting waiting, Ticket how) {}

  private final WaitingRoom room;
  private final Map<TicketId, Waiting> fresh = new LinkedHashMap<>();
  private final Map<String, Waiting> freshByAgent = new HashMap<>();
  private final Map<Long, Waiting> freshByNumber = new HashMap<>();
  private final Map<String, Ticket> freshByKey = new HashMap<>();
  private final Map<TicketId, Waiting> replacedBy = new HashMap<>();
  private final Map<TicketId, Ending> endings = new LinkedHashMap<>();
  private final Set<Long> removed = new HashSet<>();
  private final List<Match> matches = new ArrayList<>();

  Batch(WaitingRoom room) {
    this.room = room;
  }

  /** Adds a new ticket; the agent's earlier one, if it still waits, is cancelled. */
  void join(Waiting waiting) {
    Ticket ticket = waiting.ticket();
    String agent = ticket.entrant().agentKey();
    Optional<Waiting> earlier =
        Optional.ofNullable(freshByAgent.get(agent)).or(() -> room.ofAgent(agent));
    if (earlier.isPresent() && end(earlier.get(), TicketStatus.CANCELLED)) {
      replacedBy.put(ticket.id(), earlier.get());
    }
    fresh.put(ticket.id(), waiting);
    freshByAgent.put(agent, waiting);
    freshByNumber.put(ticket.number(), waiting);
    ticket.idempotencyKey().ifPresent(key -> freshByKey.put(key, ticket));
  }

  /**
   * Takes a join of this batch back, and with it what it cancelled; false if it is no such join.
   */
  boolean takeBack(TicketId id) {
    Waiting waiting = fresh.remove(id);
    if (waiting == null) {
      return false;
    }
    endings.remove(id);
    freshByAgent.remove(waiting.ticket().entrant().agentKey(), waiting);
    freshByNumber.remove(waiting.ticket().number());
    waiting.ticket().idempotencyKey().ifPresent(freshByKey::remove);
    Waiting earlier = replacedBy.remove(id);
    if (earlier != null) {
      endings.remove(earlier.ticket().id());
      removed.remove(earlier.ticket().number());
    }
    return true;
  }

  /** Ends a wait; false if it ended already. */
  boolean end(Waiting waiting, TicketStatus how) {
    return end(waiting, waiting.ticket().ended(how));
  }

  private boolean end(Waiting waiting, Ticket how) {
    boolean ends = endings.putIfAbsent(how.id(), new Ending(waiting, how)) == null;
    if (ends && !fresh.containsKey(how.id()) && how.status() != TicketStatus.MATCHED) {
      removed.add(how.number());
    }
    return ends;
  }

  /** A ticket that waits or is about to. */
  Optional<Waiting> find(TicketId id) {
    return Optional.ofNullable(fresh.get(id)).or(() -> room.find(id));
  }

  /** A candidate of this number that still waits. */
  Optional<Waiting> standing(long number) {
    return Optional.ofNullable(freshByNumber.get(number))
        .or(() -> room.find(number))
        .filter(w -> !endings.containsKey(w.ticket().id()));
  }

  /** The ticket that a join of this batch made under this key. */
  Optional<Ticket> withKey(String idempotencyKey) {
    return Optional.ofNullable(freshByKey.get(idempotencyKey));
  }

  /** Books both for a match. */
  void book(Match match, Waiting first, Ticket.Booking p1, Waiting second, Ticket.Booking p2) {
    matches.add(match);
    end(first, first.ticket().booked(p1));
    end(second, second.ticket().booked(p2));
  }

  /** New candidates that still wait, by arrival. */
  List<Candidate> added() {
    return fresh.values().stream()
        .filter(w -> !endings.containsKey(w.ticket().id()))
        .map(Waiting::candidate)
        .toList();
  }

  /** Numbers the pool knew that left without being paired. */
  Set<Long> removed() {
    return removed;
  }

  int freshCount() {
    return fresh.size();
  }

  List<Match> matches() {
    return matches;
  }

  List<Ticket> inserts() {
    return fresh.values().stream().map(w -> latest(w.ticket())).toList();
  }

  List<Ticket> updates() {
    return endings.values().stream()
        .map(Ending::how)
        .filter(t -> !fresh.containsKey(t.id()))
        .toList();
  }

  boolean isEmpty() {
    return fresh.isEmpty() && endings.isEmpty();
  }

  /** The ticket as this batch leaves it. */
  Ticket latest(Ticket ticket) {
    Ending ending = endings.get(ticket.id());
    return ending == null ? ticket : ending.how();
  }

  Collection<Ending> endings() {
    return endings.values();
  }

  /** Brings the room up to what was committed. */
  void settle() {
    for (Ending ending : endings.values()) {
      room.find(ending.how().id()).ifPresent(room::remove);
    }
    for (Waiting waiting : fresh.values()) {
      if (!endings.containsKey(waiting.ticket().id())) {
        room.add(waiting);
      }
    }
  }
}
