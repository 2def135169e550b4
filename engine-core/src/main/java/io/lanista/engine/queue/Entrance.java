package io.lanista.engine.queue;

import io.lanista.engine.match.Runners;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.engine.rating.Ratings;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.storage.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds out who asks to join, for a whole batch at once: one call into the game's plugin, one
 * read-only transaction. Used by the owner loop alone.
 */
final class Entrance {
  /** So many calls of one batch may fail, each perhaps by its time limit, before it is given up. */
  private static final int MOST_FAILURES = 3;

  private final QueueSettings settings;
  private final Registry<GameRunner> runners;
  private final Storage storage;
  private final Ratings ratings;

  /** Someone who asks to join. */
  sealed interface Arrival {
    /** Not admitted. */
    record Refused(EngineException reason) implements Arrival {}

    /**
     * Admitted.
     *
     * @param earlier the stored ticket that this join repeats
     */
    record Known(Entrant entrant, OptionalInt rating, Optional<Ticket> earlier)
        implements Arrival {}
  }

  private record Identified(String game, Optional<Entrant> entrant, EngineException refusal) {}

  Entrance(QueueSettings settings, Registry<GameRunner> runners, Storage storage, Ratings ratings) {
    this.settings = settings;
    this.runners = runners;
    this.storage = storage;
    this.ratings = ratings;
  }

  Map<Command.Join, Arrival> arrivals(List<Command.Join> joins, boolean withRatings) {
    if (joins.isEmpty()) {
      return Map.of();
    }
    Map<Command.Join, Arrival> arrivals = new HashMap<>();
    List<Identified> identified;
    try (Lease<GameRunner> lease = runners.lease(settings.runner())) {
      identified = identify(lease, joins);
    } catch (EngineException failed) {
      joins.forEach(join -> arrivals.put(join, new Arrival.Refused(failed)));
      return arrivals;
    }
    boolean lookUp =
        withRatings || joins.stream().anyMatch(j -> j.request().idempotencyKey().isPresent());
    if (lookUp) {
      storage.read(
          tx -> {
            for (int i = 0; i < joins.size(); i++) {
              JoinRequest request = joins.get(i).request();
              Identified who = identified.get(i);
              Optional<Ticket> earlier =
                  request
                      .idempotencyKey()
                      .flatMap(key -> tx.tickets().findByIdempotencyKey(settings.name(), key));
              OptionalInt rating =
                  withRatings && who.entrant().isPresent()
                      ? OptionalInt.of(ratings.valueOf(tx, who.game(), who.entrant().get()))
                      : OptionalInt.empty();
              arrivals.put(joins.get(i), arrival(who, rating, earlier));
            }
            return null;
          });
    } else {
      for (int i = 0; i < joins.size(); i++) {
        arrivals.put(
            joins.get(i), arrival(identified.get(i), OptionalInt.empty(), Optional.empty()));
      }
    }
    return arrivals;
  }

  /** Looks up what waiting agents are worth, where it was not looked up when they joined. */
  void rate(Collection<Waiting> waiting) {
    List<Waiting> unrated = waiting.stream().filter(w -> !w.isRated()).toList();
    if (unrated.isEmpty()) {
      return;
    }
    String game;
    try (Lease<GameRunner> lease = runners.lease(settings.runner())) {
      game = lease.call("game", runner -> Runners.coordinated(runner).game());
    }
    storage.read(
        tx -> {
          unrated.forEach(w -> w.rated(ratings.valueOf(tx, game, w.ticket().entrant())));
          return null;
        });
  }

  private static Arrival arrival(Identified who, OptionalInt rating, Optional<Ticket> earlier) {
    return who.entrant().isPresent()
        ? new Arrival.Known(who.entrant().get(), rating, earlier)
        : new Arrival.Refused(who.refusal());
  }

  /**
   * One call for all; if it fails, one for each, so that a single code cannot refuse the others.
   */
  private static List<Identified> identify(Lease<GameRunner> lease, List<Command.Join> joins) {
    try {
      return lease.call("agentKey", runner -> identify(Runners.coordinated(runner), joins));
    } catch (EngineException failed) {
      if (joins.size() == 1) {
        throw failed;
      }
    }
    List<Identified> all = new ArrayList<>(joins.size());
    List<EngineException> failures = new ArrayList<>();
    for (Command.Join join : joins) {
      if (failures.size() == MOST_FAILURES) {
        all.add(new Identified("", Optional.empty(), failures.get(0)));
        continue;
      }
      try {
        all.addAll(
            lease.call("agentKey", runner -> identify(Runners.coordinated(runner), List.of(join))));
      } catch (EngineException failed) {
        failures.add(failed);
        all.add(new Identified("", Optional.empty(), failed));
      }
    }
    return all;
  }

  private static List<Identified> identify(CoordinatedGame game, List<Command.Join> joins) {
    List<Identified> all = new ArrayList<>(joins.size());
    for (Command.Join join : joins) {
      JoinRequest request = join.request();
      try {
        Entrant entrant =
            new Entrant(
                request.connectCode(),
                game.agentKey(request.connectCode()),
                request.fighter(),
                request.wallet(),
                request.agentId(),
                request.player());
        all.add(new Identified(game.game(), Optional.of(entrant), null));
      } catch (EngineException invalid) {
        if (invalid.code().category() != ErrorCode.Category.INVALID) {
          throw invalid;
        }
        all.add(new Identified(game.game(), Optional.empty(), invalid));
      }
    }
    return all;
  }
}
