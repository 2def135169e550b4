package io.lanista.engine.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainStep.Kind;
import io.lanista.ports.chain.ChainStep.Status;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.storage.ChainStore;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes steps of what happened to matches, from the outbox, so that nothing is missed. Asks no
 * node. Taking an event in twice changes nothing.
 */
final class EventIntake {
  private static final int BATCH = 256;
  private static final int MOST_BATCHES = 20;

  private final Storage storage;
  private final Chain chain;

  /** What is read before anything is written: reading ratings to write them would lock them. */
  private record Portion(
      List<PublishedEvent> events,
      Map<MatchId, Match> matches,
      Map<MatchId, Map<Side, ChainCall.PostRating>> ratings) {}

  EventIntake(Storage storage, Chain chain) {
    this.storage = storage;
    this.chain = chain;
  }

  /** Takes in what there is; a great lot of it is left to the next turn. */
  void take() {
    for (int i = 0; i < MOST_BATCHES; i++) {
      Portion portion = storage.read(this::next);
      if (portion.events().isEmpty()) {
        return;
      }
      storage.transact(
          tx -> {
            portion.events().forEach(event -> take(tx, portion, event.event()));
            tx.outbox()
                .advance(
                    ChainSender.CONSUMER,
                    portion.events().get(portion.events().size() - 1).sequence());
            return null;
          });
      if (portion.events().size() < BATCH) {
        return;
      }
    }
  }

  private Portion next(Transaction tx) {
    List<PublishedEvent> events =
        tx.outbox().after(tx.outbox().cursor(ChainSender.CONSUMER), BATCH);
    Map<MatchId, Match> matches = new HashMap<>();
    Map<MatchId, Map<Side, ChainCall.PostRating>> ratings = new HashMap<>();
    for (PublishedEvent event : events) {
      if (event.event() instanceof DomainEvent.MatchMade made) {
        tx.matches().find(made.match()).ifPresent(match -> matches.put(made.match(), match));
      } else if (event.event() instanceof DomainEvent.MatchCompleted completed) {
        tx.matches()
            .find(completed.match())
            .filter(match -> match.result().isPresent())
            .ifPresent(
                match -> {
                  matches.put(completed.match(), match);
                  ratings.put(completed.match(), ratings(tx, match));
                });
      }
    }
    return new Portion(events, matches, ratings);
  }

  private Map<Side, ChainCall.PostRating> ratings(Transaction tx, Match match) {
    Map<Side, ChainCall.PostRating> posts = new EnumMap<>(Side.class);
    if (chain.has(ChainContract.REPUTATION_REGISTRY)) {
      for (Side side : Side.values()) {
        match
            .entrant(side)
            .agentId()
            .ifPresent(agent -> posts.put(side, rating(tx, match, side, agent)));
      }
    }
    return posts;
  }

  private static ChainCall.PostRating rating(
      Transaction tx, Match match, Side side, BigInteger agent) {
    int elo = match.result().orElseThrow().rating(side).after();
    Optional<Rating> kept = tx.ratings().find(match.game(), RatingKey.of(match.entrant(side)));
    return new ChainCall.PostRating(
        agent,
        match.game(),
        elo,
        Math.max(elo, kept.map(Rating::peak).orElse(elo)),
        kept.map(Rating::wins).orElse(0),
        kept.map(Rating::losses).orElse(0));
  }

  private void take(Transaction tx, Portion portion, DomainEvent event) {
    ChainStore steps = tx.chain();
    if (event instanceof DomainEvent.MatchMade made) {
      if (chain.has(ChainContract.PREDICTION_POOL) && signs(portion.matches().get(made.match()))) {
        steps.add(ChainStep.of(made.match(), Kind.CREATE_POOL, Status.PENDING, made.at()));
      }
    } else if (event instanceof DomainEvent.MatchCompleted completed) {
      if (signs(portion.matches().get(completed.match()))) {
        completed(steps, completed, portion.ratings().get(completed.match()));
      }
    } else if (event instanceof DomainEvent.ResultSigned signed) {
      signed(steps, signed.match(), signed.at());
    } else if (event instanceof DomainEvent.MatchExpired expired) {
      addIfPool(steps, expired.match(), Kind.CANCEL_POOL, Status.PENDING, expired.at());
      begin(steps, expired.match(), Kind.WAGER, expired.at());
    } else if (event instanceof DomainEvent.WagerChanged changed
        && changed.status() == WagerStatus.ACCEPTED
        && chain.has(ChainContract.WAGER)) {
      steps.add(ChainStep.of(changed.match(), Kind.WAGER, Status.WAITING, changed.at()));
    }
  }

  /** Whether a match's result can be signed at all. */
  private static boolean signs(Match match) {
    return match != null && match.p1().wallet().isPresent() && match.p2().wallet().isPresent();
  }

  private static void completed(
      ChainStore steps, DomainEvent.MatchCompleted event, Map<Side, ChainCall.PostRating> ratings) {
    MatchId match = event.match();
    steps.add(ChainStep.of(match, Kind.RECORD, Status.WAITING, event.at()));
    ratings.forEach(
        (side, rating) ->
            steps.add(
                ChainStep.of(
                        match,
                        side == Side.P1 ? Kind.RATE_P1 : Kind.RATE_P2,
                        Status.WAITING,
                        event.at())
                    .posting(rating)));
    addIfPool(steps, match, Kind.RESOLVE_POOL, Status.WAITING, event.at());
  }

  private static void signed(ChainStore steps, MatchId match, Instant at) {
    // Only adds what was completed while no chain was configured.
    steps.add(ChainStep.of(match, Kind.RECORD, Status.PENDING, at));
    addIfPool(steps, match, Kind.RESOLVE_POOL, Status.PENDING, at);
    for (Kind kind :
        List.of(Kind.RECORD, Kind.RATE_P1, Kind.RATE_P2, Kind.RESOLVE_POOL, Kind.WAGER)) {
      begin(steps, match, kind, at);
    }
  }

  private static void addIfPool(
      ChainStore steps, MatchId match, Kind kind, Status status, Instant at) {
    if (steps.find(match, Kind.CREATE_POOL).isPresent()) {
      steps.add(ChainStep.of(match, kind, status, at));
    }
  }

  private static void begin(ChainStore steps, MatchId match, Kind kind, Instant at) {
    steps
        .find(match, kind)
        .filter(step -> step.status() == Status.WAITING)
        .ifPresent(step -> steps.put(step.with(Status.PENDING, Optional.empty()).dueAt(at)));
  }
}
