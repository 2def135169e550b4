package io.lanista.engine.match;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.queue.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known in memory alone about running matches: when each last showed a sign of life, and
 * from which addresses its agents spoke. Thread-safe. After a restart every match has a fresh
 * allowance, counted from the start of this process. Silence is measured on a clock that only
 * elapses: nobody has fallen silent for an hour because the machine's clock was set by one.
 */
public final class Presence {
  /** Two agents, a few addresses each (IPv4 and IPv6, a restarted client). */
  private static final int MOST_ADDRESSES = 8;

  private static final class Signs {
    private volatile Instant last;
    private volatile Set<String> addresses = Set.of();
    private volatile Set<TicketId> tickets = Set.of();

    private Signs(Instant last) {
      this.last = last;
    }
  }

  private final Map<MatchId, Signs> matches = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Instant started;

  /**
   * Knows nothing yet.
   *
   * @param clock is never set, and need not tell the time of day
   */
  public Presence(Clock clock) {
    this.clock = clock;
    this.started = clock.instant();
  }

  /** A sign of life: the match was made, a report came, a stream message came. */
  public void alive(MatchId match) {
    signs(match).last = clock.instant();
  }

  /**
   * One of the match's agents spoke from this address.
   *
   * @return whether nothing was known of the match; a caller that is not sure that it still runs
   *     looks again then, and has it forgotten
   */
  public boolean seenFrom(MatchId match, String address) {
    boolean unknown = !matches.containsKey(match);
    Signs signs = signs(match);
    if (signs.addresses.contains(address)) {
      return unknown;
    }
    synchronized (signs) {
      if (signs.addresses.size() < MOST_ADDRESSES) {
        Set<String> more = new HashSet<>(signs.addresses);
        more.add(address);
        signs.addresses = Set.copyOf(more);
      }
    }
    return unknown;
  }

  /** Whether one of the match's agents spoke from this address. */
  public boolean wasSeenFrom(MatchId match, String address) {
    return Optional.ofNullable(matches.get(match))
        .map(s -> s.addresses.contains(address))
        .orElse(false);
  }

  /** Whether this is known to be one of the match's two tickets. */
  public boolean hasTicket(MatchId match, TicketId ticket) {
    return Optional.ofNullable(matches.get(match))
        .map(s -> s.tickets.contains(ticket))
        .orElse(false);
  }

  /** This was found to be one of the match's two tickets. */
  public void holdsTicket(MatchId match, TicketId ticket) {
    Signs signs = signs(match);
    synchronized (signs) {
      Set<TicketId> more = new HashSet<>(signs.tickets);
      more.add(ticket);
      signs.tickets = Set.copyOf(more);
    }
  }

  /** The instant, on the clock by which silence is measured; to be compared with others of it. */
  public Instant now() {
    return clock.instant();
  }

  /** The time since the last sign of life, or since the start of this process if none came. */
  public Duration silence(MatchId match) {
    Instant last = Optional.ofNullable(matches.get(match)).map(s -> s.last).orElse(started);
    return Duration.between(last, clock.instant());
  }

  /** There is such a match; which is no sign of life. */
  public void exists(MatchId match) {
    signs(match);
  }

  /** Matches that something is known of, but that gave no sign of life for so long. */
  public List<MatchId> silentFor(Duration time, int atMost) {
    Instant since = clock.instant().minus(time);
    return matches.entrySet().stream()
        .filter(known -> !known.getValue().last.isAfter(since))
        .map(Map.Entry::getKey)
        .limit(atMost)
        .toList();
  }

  /** How many matches something is known of. */
  public int size() {
    return matches.size();
  }

  /** The match is over. */
  public void forget(MatchId match) {
    matches.remove(match);
  }

  private Signs signs(MatchId match) {
    return matches.computeIfAbsent(match, m -> new Signs(started));
  }
}
