package io.lanista.engine.queue;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A waiting ticket in memory: who asks for it, from where, and when last, by the clock of the
 * presence. Thread-safe.
 */
final class Waiting {
  /** An agent and its restarted self; more long-polls of one ticket are answered at once. */
  private static final int MOST_WATCHERS = 4;

  private static final int MOST_ADDRESSES = 4;

  private static final int MOST_DOUBLINGS = 6;

  private final Ticket ticket;
  private volatile OptionalInt rating;
  private volatile Optional<Set<PlayerId>> blocks = Optional.empty();
  private volatile Instant lastSeen;
  private final Set<String> addresses = new HashSet<>();
  private final List<CompletableFuture<Ticket>> watchers = new ArrayList<>(1);
  private Optional<Ticket> end = Optional.empty();
  private int failures;
  private Instant asideUntil = Instant.MIN;

  Waiting(Ticket ticket, OptionalInt rating, Instant seen) {
    this.ticket = ticket;
    this.rating = rating;
    this.lastSeen = seen;
  }

  Ticket ticket() {
    return ticket;
  }

  /** The ticket as a policy sees it. */
  Candidate candidate() {
    return new Candidate(
        ticket.number(),
        ticket.entrant(),
        rating.orElse(0),
        ticket.joinedAt(),
        ticket.preferences(),
        blocks.orElse(Set.of()));
  }

  /** Whether it was looked up what the agent is worth. */
  boolean isRated() {
    return rating.isPresent();
  }

  void rated(int value) {
    rating = OptionalInt.of(value);
  }

  /** Whether it was looked up whom the agent blocks, or nobody has to know. */
  boolean knowsBlocks() {
    return blocks.isPresent() || !isHosted();
  }

  void blocks(Set<PlayerId> players) {
    blocks = Optional.of(Set.copyOf(players));
  }

  /** Whether it waits for a game that is played here. */
  boolean isHosted() {
    return !ticket.preferences().isEmpty();
  }

  Instant lastSeen() {
    return lastSeen;
  }

  /**
   * The game failed for a pair this one was in. It is not paired for a while, twice as long each
   * time: whoever is at fault is so kept from everyone else. Used by the owner loop alone.
   *
   * @param first how long after the first failure
   */
  void setAside(Instant now, Duration first) {
    asideUntil = now.plus(first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
    failures++;
  }

  /** Ends that, and forgets how often it happened. Used by the owner loop alone. */
  void forgive() {
    asideUntil = Instant.MIN;
    failures = 0;
  }

  /** Until when it is not paired. Used by the owner loop alone. */
  Instant asideUntil() {
    return asideUntil;
  }

  void seen(Instant at, String address) {
    lastSeen = at;
    synchronized (this) {
      if (addresses.size() < MOST_ADDRESSES) {
        addresses.add(address);
      }
    }
  }

  synchronized Set<String> addresses() {
    return Set.copyOf(addresses);
  }

  /** A future of how the wait ends; empty if as many watch already as may. */
  synchronized Optional<CompletableFuture<Ticket>> watch() {
    if (end.isPresent()) {
      return Optional.of(CompletableFuture.completedFuture(end.get()));
    }
    watchers.removeIf(CompletableFuture::isDone);
    if (watchers.size() >= MOST_WATCHERS) {
      return Optional.empty();
    }
    CompletableFuture<Ticket> watcher = new CompletableFuture<>();
    watchers.add(watcher);
    return Optional.of(watcher);
  }

  /** The wait is over; the watchers to tell, outside of any lock. */
  synchronized List<CompletableFuture<Ticket>> end(Ticket how) {
    end = Optional.of(how);
    List<CompletableFuture<Ticket>> told = List.copyOf(watchers);
    watchers.clear();
    return told;
  }

  /** Answers the watchers that the ticket still waits. */
  void release() {
    List<CompletableFuture<Ticket>> told;
    synchronized (this) {
      told = List.copyOf(watchers);
      watchers.clear();
    }
    told.forEach(watcher -> watcher.complete(ticket));
  }
}
