package io.lanista.engine.queue;

import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.Presence;
import io.lanista.engine.match.Runners;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes matches of what a policy proposed, after checking it: whatever a plugin says, nobody is
 * booked twice or against itself. Used by the owner loop alone.
 */
final class Booker {
  private final QueueSettings settings;
  private final Registry<GameRunner> runners;
  private final Bookings bookings;
  private final Presence presence;

  /** So many pairs of one batch may fail, each perhaps by its time limit, before it is given up. */
  private static final int MOST_FAILURES = 3;

  /** Two who may play each other. */
  private record Pair(Waiting first, Waiting second) {}

  /** Two whom the game could not brief, and what it said. */
  record Failed(Waiting first, Waiting second, EngineException reason) {}

  /**
   * What was not booked.
   *
   * @param refused pairings that are not possible or were not tried; their candidates still wait
   * @param failed pairs that the game failed for; their candidates still wait
   */
  record Unbooked(List<Pairing> refused, List<Failed> failed) {}

  private record Briefed(String game, Briefing first, Briefing second) {
    private Briefed {
      Objects.requireNonNull(game);
      Objects.requireNonNull(first);
      Objects.requireNonNull(second);
    }
  }

  Booker(
      QueueSettings settings, Registry<GameRunner> runners, Bookings bookings, Presence presence) {
    this.settings = settings;
    this.runners = runners;
    this.bookings = bookings;
    this.presence = presence;
  }

  /**
   * Books the pairings that are possible.
   *
   * @throws EngineException PLUGIN_FAILED if the game is not there; nobody is booked then
   */
  Unbooked book(Batch batch, List<Pairing> pairings, Instant now) {
    List<Pair> possible = new ArrayList<>(pairings.size());
    List<Pairing> refused = new ArrayList<>(0);
    Set<Long> taken = new HashSet<>();
    for (Pairing pairing : pairings) {
      Optional<Waiting> first = batch.standing(pairing.first());
      Optional<Waiting> second = batch.standing(pairing.second());
      if (first.isPresent()
          && second.isPresent()
          && first.get().candidate().mayMeet(second.get().candidate())
          && !taken.contains(pairing.first())
          && !taken.contains(pairing.second())) {
        taken.add(pairing.first());
        taken.add(pairing.second());
        possible.add(new Pair(first.get(), second.get()));
      } else {
        refused.add(pairing);
      }
    }
    List<Failed> failed = new ArrayList<>(0);
    if (!possible.isEmpty()) {
      Map<Pair, Briefed> briefings = brief(possible, failed);
      for (Pair pair : possible) {
        Briefed briefed = briefings.get(pair);
        if (briefed != null) {
          book(batch, pair, briefed, now);
        } else if (failed.stream().noneMatch(f -> f.first() == pair.first())) {
          refused.add(new Pairing(pair.first().ticket().number(), pair.second().ticket().number()));
        }
      }
    }
    return new Unbooked(refused, failed);
  }

  /** One call for all pairs; if it fails, one for each, so that one pair cannot stop the others. */
  private Map<Pair, Briefed> brief(List<Pair> pairs, List<Failed> failed) {
    try (Lease<GameRunner> lease = runners.lease(settings.runner())) {
      try {
        return brief(lease, pairs);
      } catch (EngineException allAtOnce) {
        if (pairs.size() == 1) {
          failed.add(new Failed(pairs.get(0).first(), pairs.get(0).second(), allAtOnce));
          return Map.of();
        }
      }
      Map<Pair, Briefed> briefed = new HashMap<>();
      for (Pair pair : pairs) {
        if (failed.size() == MOST_FAILURES) {
          break;
        }
        try {
          briefed.putAll(brief(lease, List.of(pair)));
        } catch (EngineException reason) {
          failed.add(new Failed(pair.first(), pair.second(), reason));
        }
      }
      return briefed;
    }
  }

  private static Map<Pair, Briefed> brief(Lease<GameRunner> lease, List<Pair> pairs) {
    return lease.call(
        "briefing",
        runner -> {
          CoordinatedGame game = Runners.coordinated(runner);
          Map<Pair, Briefed> all = new HashMap<>();
          for (Pair pair : pairs) {
            Entrant p1 = pair.first().ticket().entrant();
            Entrant p2 = pair.second().ticket().entrant();
            all.put(pair, new Briefed(game.game(), game.briefing(p1, p2), game.briefing(p2, p1)));
          }
          return all;
        });
  }

  private void book(Batch batch, Pair pair, Briefed briefed, Instant now) {
    Match match =
        bookings.draft(
            settings.name(),
            settings.runner(),
            briefed.game(),
            pair.first().ticket().entrant(),
            pair.second().ticket().entrant(),
            now);
    batch.book(
        match,
        pair.first(),
        new Ticket.Booking(match.id(), Side.P1, briefed.first()),
        pair.second(),
        new Ticket.Booking(match.id(), Side.P2, briefed.second()));
    presence.alive(match.id());
    pair.first().addresses().forEach(a -> presence.seenFrom(match.id(), a));
    pair.second().addresses().forEach(a -> presence.seenFrom(match.id(), a));
  }
}
