package io.lanista.engine.queue;

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
import java.util.stream.Stream;

/**
 * What one batch of commands changes, before it is committed: tickets that are new, tickets in the
 * room that end. The room itself stays as it is until the commit succeeded.
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
  private final Map<Long, Waiting> reoffered = new LinkedHashMap<>();
  private final List<Ticket> marks = new ArrayList<>();

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

  /** Stores a ticket that never waits, so that its idempotency key is known from now on. */
  void mark(Ticket ticket) {
    marks.add(ticket);
    ticket.idempotencyKey().ifPresent(key -> freshByKey.put(key, ticket));
  }

  /** What an agent waits with, or is about to. */
  Optional<Waiting> ofAgent(String agent) {
    return Optional.ofNullable(freshByAgent.get(agent))
        .or(() -> room.ofAgent(agent))
        .filter(waiting -> !endings.containsKey(waiting.ticket().id()));
  }

  /** The pool is to look at one again that it knows. */
  void reoffer(Waiting waiting) {
    if (!fresh.containsKey(waiting.ticket().id())) {
      reoffered.put(waiting.ticket().number(), waiting);
    }
  }

  /** Books both for a match. */
  void book(Waiting first, Ticket.Booking p1, Waiting second, Ticket.Booking p2) {
    end(first, first.ticket().booked(p1));
    end(second, second.ticket().booked(p2));
  }

  /** Takes a booking of this batch back: it waits on. */
  void unbook(Waiting waiting) {
    endings.remove(waiting.ticket().id());
  }

  /** New candidates that still wait, by arrival, after those the pool has to look at again. */
  List<Candidate> added() {
    Stream<Waiting> all = fresh.values().stream();
    if (!reoffered.isEmpty()) {
      all = Stream.concat(reoffered.values().stream(), all);
    }
    return all.filter(w -> !endings.containsKey(w.ticket().id())).map(Waiting::candidate).toList();
  }

  /** Numbers the pool knew that left without being paired. */
  Set<Long> removed() {
    if (reoffered.isEmpty()) {
      return removed;
    }
    Set<Long> all = new HashSet<>(removed);
    all.addAll(reoffered.keySet());
    return all;
  }

  int freshCount() {
    return fresh.size();
  }

  List<Ticket> inserts() {
    List<Ticket> all = new ArrayList<>(fresh.size() + marks.size());
    fresh.values().forEach(waiting -> all.add(latest(waiting.ticket())));
    all.addAll(marks);
    return all;
  }

  List<Ticket> updates() {
    return endings.values().stream()
        .map(Ending::how)
        .filter(t -> !fresh.containsKey(t.id()))
        .toList();
  }

  boolean isEmpty() {
    return fresh.isEmpty() && endings.isEmpty() && marks.isEmpty();
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
