package io.lanista.distribution.crash;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything that the clients of one data folder were told, written down before anything else
 * happens. Outlives the servers. Thread-safe.
 */
final class Ledger {
  private final Map<String, TicketFacts> tickets = new ConcurrentHashMap<>();
  private final Map<String, MatchFacts> matches = new ConcurrentHashMap<>();
  private final Map<String, Boolean> keys = new ConcurrentHashMap<>();
  private final Set<String> freshTickets = ConcurrentHashMap.newKeySet();
  private final Set<String> freshMatches = ConcurrentHashMap.newKeySet();
  private final Set<String> freshKeys = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> contradictions = new ConcurrentLinkedQueue<>();
  private final AtomicLong checks = new AtomicLong();

  TicketFacts ticket(String id, String code) {
    freshTickets.add(id);
    return tickets.computeIfAbsent(id, i -> new TicketFacts(i, code));
  }

  TicketFacts ticket(String id) {
    return tickets.get(id);
  }

  /** The facts about a match; whoever hears of it first makes its script. */
  MatchFacts match(String id, Random random) {
    freshMatches.add(id);
    return matches.computeIfAbsent(id, i -> new MatchFacts(i, Script.of(random)));
  }

  MatchFacts match(String id) {
    return matches.get(id);
  }

  /** Something about it was told; it will be looked at again after the next start. */
  void touched(MatchFacts match) {
    freshMatches.add(match.id());
  }

  /** The same of a ticket. */
  void touched(String ticket) {
    freshTickets.add(ticket);
  }

  /** An API key was issued, or (false) revoked. */
  void key(String secret, boolean valid) {
    keys.put(secret, valid);
    freshKeys.add(secret);
  }

  boolean isValid(String key) {
    return keys.getOrDefault(key, false);
  }

  /** A revocation is under way: the key may be valid or not. */
  void keyInDoubt(String secret) {
    keys.remove(secret);
    freshKeys.remove(secret);
  }

  boolean knows(String key) {
    return keys.containsKey(key);
  }

  Collection<String> tickets() {
    return tickets.keySet();
  }

  Collection<String> matches() {
    return matches.keySet();
  }

  Collection<String> keys() {
    return keys.keySet();
  }

  Set<String> freshTickets() {
    return freshTickets;
  }

  Set<String> freshMatches() {
    return freshMatches;
  }

  Set<String> freshKeys() {
    return freshKeys;
  }

  void contradicted(String what) {
    if (contradictions.size() < 20) {
      contradictions.add(what);
    }
  }

  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  void checked() {
    checks.incrementAndGet();
  }

  /** How often something that was told was looked at again. */
  long checks() {
    return checks.get();
  }
}
