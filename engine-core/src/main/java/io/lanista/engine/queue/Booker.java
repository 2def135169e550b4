package io.lanista.engine.queue;

import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.Presence;
import io.lanista.engine.match.Runners;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.engine.series.Offers;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.Series;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private final Offers offers;
  private final Storage storage;

  /** So many pairs of one batch may fail, each perhaps by its time limit, before it is given up. */
  private static final int MOST_FAILURES = 3;

  /** Two who may play each other. */
  private record Pair(Waiting first, Waiting second) {
    Pairing numbers() {
      return new Pairing(first.ticket().number(), second.ticket().number());
    }
  }

  /** Two whom the game could not brief, and what it said. */
  record Failed(Waiting first, Waiting second, EngineException reason) {}

  /**
   * What was booked, and what was not.
   *
   * @param writing what was booked
   * @param refused pairings that are not possible or were not tried; their candidates still wait
   * @param failed pairs that the game failed for; their candidates still wait
   */
  record Booked(Writing writing, List<Pairing> refused, List<Failed> failed) {}

  /**
   * What the game said of some pairs.
   *
   * @param hosted the game's id if it is played here, and then there is nothing to brief
   */
  private record Asked(Optional<String> hosted, Map<Pair, Briefed> briefings) {}

  private record Briefed(String game, Briefing first, Briefing second) {
    private Briefed {
      Objects.requireNonNull(game);
      Objects.requireNonNull(first);
      Objects.requireNonNull(second);
    }
  }

  Booker(
      QueueSettings settings,
      Registry<GameRunner> runners,
      Bookings bookings,
      Presence presence,
      Offers offers,
      Storage storage) {
    this.settings = settings;
    this.runners = runners;
    this.bookings = bookings;
    this.presence = presence;
    this.offers = offers;
    this.storage = storage;
  }

  /**
   * Books the pairings that are possible.
   *
   * @throws EngineException PLUGIN_FAILED if the game is not there; nobody is booked then
   */
  Booked book(Batch batch, List<Pairing> pairings, Instant now) {
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
      Asked asked = brief(possible, failed);
      return new Booked(
          asked.hosted().isPresent()
              ? offer(batch, asked.hosted().get(), possible, refused, failed, now)
              : book(batch, asked.briefings(), possible, refused, failed, now),
          refused,
          failed);
    }
    return new Booked(Writing.NOTHING, refused, failed);
  }

  private Writing book(
      Batch batch,
      Map<Pair, Briefed> briefings,
      List<Pair> possible,
      List<Pairing> refused,
      List<Failed> failed,
      Instant now) {
    MatchWriting writing = new MatchWriting(bookings, presence);
    for (Pair pair : possible) {
      Briefed briefed = briefings.get(pair);
      if (briefed != null) {
        writing.add(book(batch, pair, briefed, now), pair.first(), pair.second());
      } else if (failed.stream().noneMatch(f -> f.first() == pair.first())) {
        refused.add(pair.numbers());
      }
    }
    return writing;
  }

  private Writing offer(
      Batch batch,
      String game,
      List<Pair> possible,
      List<Pairing> refused,
      List<Failed> failed,
      Instant now) {
    Offers.Place place =
        new Offers.Place(settings.name(), settings.runner(), game, settings.training());
    // Nobody is booked before all is read: a read that fails half-way leaves nobody booked for a
    // series that is never written.
    Map<Pair, Offers.Draft> drafts =
        storage.read(tx -> drafts(tx, place, possible, refused, failed, now));
    SeriesWriting writing = new SeriesWriting(offers);
    drafts.forEach(
        (pair, draft) -> {
          writing.add(draft, pair.first(), pair.second());
          offer(batch, pair, draft.series());
        });
    return writing;
  }

  /** One read for all pairs. */
  private Map<Pair, Offers.Draft> drafts(
      Transaction tx,
      Offers.Place place,
      List<Pair> possible,
      List<Pairing> refused,
      List<Failed> failed,
      Instant now) {
    Map<Pair, Offers.Draft> drafts = new LinkedHashMap<>();
    for (Pair pair : possible) {
      try {
        offers
            .draft(tx, place, pair.first().ticket(), pair.second().ticket(), now)
            .ifPresentOrElse(draft -> drafts.put(pair, draft), () -> refused.add(pair.numbers()));
      } catch (EngineException reason) {
        if (reason.code() == ErrorCode.STORAGE_UNAVAILABLE) {
          throw reason;
        }
        failed.add(new Failed(pair.first(), pair.second(), reason));
      }
    }
    return drafts;
  }

  private static void offer(Batch batch, Pair pair, Series series) {
    batch.book(
        pair.first(),
        new Ticket.Booking(series.id(), Side.P1, briefing(series.p2())),
        pair.second(),
        new Ticket.Booking(series.id(), Side.P2, briefing(series.p1())));
  }

  private static Briefing briefing(Contender opponent) {
    return new Briefing(opponent.username().text(), Optional.empty(), Optional.empty());
  }

  /** One call for all pairs; if it fails, one for each, so that one pair cannot stop the others. */
  private Asked brief(List<Pair> pairs, List<Failed> failed) {
    try (Lease<GameRunner> lease = runners.lease(settings.runner())) {
      try {
        return brief(lease, pairs);
      } catch (EngineException allAtOnce) {
        if (pairs.size() == 1) {
          failed.add(new Failed(pairs.get(0).first(), pairs.get(0).second(), allAtOnce));
          return new Asked(Optional.empty(), Map.of());
        }
      }
      Map<Pair, Briefed> briefed = new HashMap<>();
      for (Pair pair : pairs) {
        if (failed.size() == MOST_FAILURES) {
          break;
        }
        try {
          briefed.putAll(brief(lease, List.of(pair)).briefings());
        } catch (EngineException reason) {
          failed.add(new Failed(pair.first(), pair.second(), reason));
        }
      }
      return new Asked(Optional.empty(), briefed);
    }
  }

  private static Asked brief(Lease<GameRunner> lease, List<Pair> pairs) {
    return lease.call(
        "briefing",
        runner -> {
          if (runner instanceof HostedGame hosted) {
            return new Asked(Optional.of(hosted.game()), Map.of());
          }
          CoordinatedGame game = Runners.coordinated(runner);
          Map<Pair, Briefed> all = new HashMap<>();
          for (Pair pair : pairs) {
            Entrant p1 = pair.first().ticket().entrant();
            Entrant p2 = pair.second().ticket().entrant();
            all.put(pair, new Briefed(game.game(), game.briefing(p1, p2), game.briefing(p2, p1)));
          }
          return new Asked(Optional.empty(), all);
        });
  }

  private Match book(Batch batch, Pair pair, Briefed briefed, Instant now) {
    Match match =
        bookings.draft(
            settings.name(),
            settings.runner(),
            briefed.game(),
            pair.first().ticket().entrant(),
            pair.second().ticket().entrant(),
            now);
    batch.book(
        pair.first(),
        new Ticket.Booking(match.id(), Side.P1, briefed.first()),
        pair.second(),
        new Ticket.Booking(match.id(), Side.P2, briefed.second()));
    return match;
  }
}
