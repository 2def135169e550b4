package io.lanista.engine.queue;

import io.lanista.engine.fighter.Fighters;
import io.lanista.engine.match.Runners;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.series.Contenders;
import io.lanista.engine.series.Penalties;
import io.lanista.engine.series.Preferences;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds out who asks to join, for a whole batch at once: one call into the game's plugin, a second
 * one if it is played here, one read-only transaction. Used by the owner loop alone.
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
     * @param blocks whom it blocks, if it waits for a hosted game
     * @param preferences what it asks for; not empty if it waits for a hosted game
     */
    record Known(
        Entrant entrant,
        OptionalInt rating,
        Optional<Ticket> earlier,
        Optional<Set<PlayerId>> blocks,
        Map<String, String> preferences)
        implements Arrival {}
  }

  private record Identified(
      String game,
      Optional<Entrant> entrant,
      Map<String, String> preferences,
      EngineException refusal) {
    private boolean isHosted() {
      return !preferences.isEmpty();
    }
  }

  /** What is known of one who comes back. */
  record Returning(boolean isBack, boolean isBusy, OptionalInt rating, Set<PlayerId> blocks) {}

  /** What is known of players who join a queue of hosted games, looked up for all at once. */
  private record Standing(
      Set<PlayerId> busy, Map<PlayerId, Penalty> penalties, Map<PlayerId, Set<PlayerId>> blocks) {
    static final Standing NONE = new Standing(Set.of(), Map.of(), Map.of());
  }

  Entrance(QueueSettings settings, Registry<GameRunner> runners, Storage storage, Ratings ratings) {
    this.settings = settings;
    this.runners = runners;
    this.storage = storage;
    this.ratings = ratings;
  }

  Map<Command.Join, Arrival> arrivals(List<Command.Join> joins, boolean withRatings, Instant now) {
    if (joins.isEmpty()) {
      return Map.of();
    }
    Map<Command.Join, Arrival> arrivals = new HashMap<>();
    List<Identified> identified;
    try (Lease<GameRunner> lease = runners.lease(settings.runner())) {
      identified = open(lease, identify(lease, joins));
    } catch (EngineException failed) {
      joins.forEach(join -> arrivals.put(join, new Arrival.Refused(failed)));
      return arrivals;
    }
    boolean lookUp =
        withRatings
            || identified.stream().anyMatch(Identified::isHosted)
            || joins.stream().anyMatch(j -> j.request().idempotencyKey().isPresent());
    if (lookUp) {
      storage.read(
          tx -> {
            Standing standing = standing(tx, identified);
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
              arrivals.put(joins.get(i), arrival(tx, who, rating, earlier, standing, now));
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

  private static Standing standing(Transaction tx, List<Identified> all) {
    Set<PlayerId> players = new HashSet<>();
    String game = "";
    for (Identified who : all) {
      if (who.isHosted()) {
        game = who.game();
        who.entrant().flatMap(Entrant::player).ifPresent(players::add);
      }
    }
    return players.isEmpty()
        ? Standing.NONE
        : new Standing(
            tx.series().busy(game, players),
            tx.social().penalties(players),
            tx.social().blockedBy(players));
  }

  /**
   * Looks up what waiting agents are worth and whom they block, where it was not looked up when
   * they joined.
   *
   * @return players who wait but play a match meanwhile
   */
  Set<PlayerId> complete(Collection<Waiting> waiting, boolean withRatings) {
    List<Waiting> unrated = waiting.stream().filter(w -> withRatings && !w.isRated()).toList();
    List<Waiting> hosted = waiting.stream().filter(w -> !w.knowsBlocks()).toList();
    if (unrated.isEmpty() && hosted.isEmpty()) {
      return Set.of();
    }
    String game = game();
    Set<PlayerId> players = new HashSet<>();
    hosted.forEach(w -> players.add(w.ticket().entrant().player().orElseThrow()));
    return storage.read(
        tx -> {
          unrated.forEach(w -> w.rated(ratings.valueOf(tx, game, w.ticket().entrant())));
          Map<PlayerId, Set<PlayerId>> blocks =
              players.isEmpty() ? Map.of() : tx.social().blockedBy(players);
          for (Waiting one : hosted) {
            one.blocks(
                blocks.getOrDefault(one.ticket().entrant().player().orElseThrow(), Set.of()));
          }
          return players.isEmpty() ? Set.<PlayerId>of() : tx.series().busy(game, players);
        });
  }

  private String game() {
    try (Lease<GameRunner> lease = runners.lease(settings.runner())) {
      return lease.call("game", Runners::game);
    }
  }

  /** Whom a player blocks now. */
  Set<PlayerId> blocks(PlayerId player) {
    return storage.read(tx -> tx.social().blockedBy(Set.of(player)).getOrDefault(player, Set.of()));
  }

  /** Finds out about one who comes back. */
  Returning returning(Ticket before, String key) {
    String game = game();
    PlayerId player = before.entrant().player().orElseThrow();
    return storage.read(
        tx ->
            new Returning(
                tx.tickets().findByIdempotencyKey(settings.name(), key).isPresent(),
                !tx.series().busy(game, Set.of(player)).isEmpty(),
                OptionalInt.of(ratings.valueOf(tx, game, before.entrant())),
                tx.social().blockedBy(Set.of(player)).getOrDefault(player, Set.of())));
  }

  private static Arrival arrival(Identified who, OptionalInt rating, Optional<Ticket> earlier) {
    return who.entrant().isPresent()
        ? new Arrival.Known(
            who.entrant().get(), rating, earlier, Optional.empty(), who.preferences())
        : new Arrival.Refused(who.refusal());
  }

  private static Arrival arrival(
      Transaction tx,
      Identified who,
      OptionalInt rating,
      Optional<Ticket> earlier,
      Standing standing,
      Instant now) {
    if (!who.isHosted() || who.entrant().isEmpty()) {
      return arrival(who, rating, earlier);
    }
    Entrant entrant = who.entrant().get();
    PlayerId player = entrant.player().orElseThrow();
    if (earlier.isEmpty()) {
      if (standing.busy().contains(player)) {
        return new Arrival.Refused(
            new EngineException(
                ErrorCode.ALREADY_PLAYING, "You are in a match of this game; finish it first."));
      }
      Optional<EngineException> rest =
          Optional.ofNullable(standing.penalties().get(player))
              .flatMap(penalty -> Penalties.refusal(penalty, now));
      if (rest.isPresent()) {
        return new Arrival.Refused(rest.get());
      }
      try {
        Fighters.require(tx, player, new FighterName(entrant.fighter().orElseThrow()));
      } catch (EngineException unknown) {
        return new Arrival.Refused(unknown);
      }
    }
    return new Arrival.Known(
        entrant,
        rating,
        earlier,
        Optional.of(standing.blocks().getOrDefault(player, Set.of())),
        who.preferences());
  }

  /**
   * One call for all; if it fails, one for each, so that a single code cannot refuse the others.
   */
  private static List<Identified> identify(Lease<GameRunner> lease, List<Command.Join> joins) {
    try {
      return lease.call("agentKey", runner -> identify(runner, joins));
    } catch (EngineException failed) {
      if (joins.size() == 1) {
        throw failed;
      }
    }
    List<Identified> all = new ArrayList<>(joins.size());
    List<EngineException> failures = new ArrayList<>();
    for (Command.Join join : joins) {
      if (failures.size() == MOST_FAILURES) {
        all.add(refused("", failures.get(0)));
        continue;
      }
      try {
        all.addAll(lease.call("agentKey", runner -> identify(runner, List.of(join))));
      } catch (EngineException failed) {
        failures.add(failed);
        all.add(refused("", failed));
      }
    }
    return all;
  }

  /** Refuses who would wait for a game that cannot be played here: it would be void. */
  private static List<Identified> open(Lease<GameRunner> lease, List<Identified> all) {
    if (all.stream().noneMatch(Identified::isHosted)) {
      return all;
    }
    Optional<EngineException> closed =
        lease
            .call("whyUnavailable", Runners::whyUnavailable)
            .map(
                why ->
                    new EngineException(
                        ErrorCode.WORLD_UNAVAILABLE, "This game cannot be played now: " + why));
    return closed.isEmpty()
        ? all
        : all.stream()
            .map(who -> who.isHosted() ? refused(who.game(), closed.get()) : who)
            .toList();
  }

  private static Identified refused(String game, EngineException why) {
    return new Identified(game, Optional.empty(), Map.of(), why);
  }

  private static List<Identified> identify(GameRunner runner, List<Command.Join> joins) {
    if (runner instanceof HostedGame hosted) {
      String game = hosted.game();
      return joins.stream().map(join -> hosted(game, join.request())).toList();
    }
    return coordinated(Runners.coordinated(runner), joins);
  }

  /** A registered player is known by its id alone. */
  private static Identified hosted(String game, JoinRequest request) {
    if (request.player().isEmpty() || request.fighter().isEmpty()) {
      return refused(
          game,
          new EngineException(
              ErrorCode.INVALID_REQUEST,
              "This queue's games are played here: join as a registered player, with a fighter."));
    }
    try {
      return new Identified(
          game,
          Optional.of(
              Contenders.entrant(
                  request.player().get(),
                  new Username(request.connectCode()),
                  Optional.of(new FighterName(request.fighter().get()).text()))),
          Preferences.of(request.preferences()).toMap(),
          null);
    } catch (EngineException invalid) {
      return refused(game, invalid);
    }
  }

  private static List<Identified> coordinated(CoordinatedGame game, List<Command.Join> joins) {
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
        all.add(new Identified(game.game(), Optional.of(entrant), Map.of(), null));
      } catch (EngineException invalid) {
        if (invalid.code().category() != ErrorCode.Category.INVALID) {
          throw invalid;
        }
        all.add(refused(game.game(), invalid));
      }
    }
    return all;
  }
}
