package io.lanista.engine.queue;

import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.Presence;
import io.lanista.engine.match.Runners;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
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
import java.util.HashSet;
import java.util.List;
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

  /** Two who may play each other. */
  private record Pair(Waiting first, Waiting second) {}

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
   * @return those that are not; their candidates still wait
   * @throws io.lanista.ports.error.EngineException PLUGIN_FAILED if the game cannot brief the
   *     sides; nobody is booked then
   */
  List<Pairing> book(Batch batch, List<Pairing> pairings, Instant now) {
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
    if (!possible.isEmpty()) {
      List<Briefed> briefings = brief(possible);
      for (int i = 0; i < possible.size(); i++) {
        book(batch, possible.get(i), briefings.get(i), now);
      }
    }
    return refused;
  }

  private List<Briefed> brief(List<Pair> pairs) {
    try (Lease<GameRunner> lease = runners.lease(settings.runner())) {
      return lease.call(
          "briefing",
          runner -> {
            CoordinatedGame game = Runners.coordinated(runner);
            List<Briefed> all = new ArrayList<>(pairs.size());
            for (Pair pair : pairs) {
              Entrant p1 = pair.first().ticket().entrant();
              Entrant p2 = pair.second().ticket().entrant();
              all.add(new Briefed(game.game(), game.briefing(p1, p2), game.briefing(p2, p1)));
            }
            return all;
          });
    }
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
