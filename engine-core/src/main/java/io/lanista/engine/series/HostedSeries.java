package io.lanista.engine.series;

import io.lanista.engine.hosting.SeriesLedger;
import io.lanista.engine.notice.NoticeBell;
import io.lanista.engine.rating.Ratings;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** Series of the hosted arena between their offer and their end. Thread-safe. */
public final class HostedSeries implements SeriesLedger {
  /** So many series are waiting to be played at most when an engine starts. */
  private static final int MOST_TO_PLAY = 100_000;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Storage storage;
  private final Ratings ratings;
  private final SeriesWriter writer;
  private final WaitingPlayers waiting;
  private final NoticeBell bell;
  private final Clock clock;
  private final List<Consumer<MatchId>> starters = new CopyOnWriteArrayList<>();

  @Inject
  public HostedSeries(
      Storage storage,
      Ratings ratings,
      SeriesWriter writer,
      WaitingPlayers waiting,
      NoticeBell bell,
      Clock clock) {
    this.storage = storage;
    this.ratings = ratings;
    this.writer = writer;
    this.waiting = waiting;
    this.bell = bell;
    this.clock = clock;
  }

  /**
   * Has something called after a series was committed as starting, on the committing thread: it
   * must neither wait nor throw. It may be told again, of series that began meanwhile too.
   */
  public void onStart(Consumer<MatchId> listener) {
    starters.add(listener);
  }

  /**
   * A player accepts; again changes nothing.
   *
   * @return the series then; starting if the other one had accepted
   * @throws EngineException MATCH_NOT_FOUND, NOT_YOUR_MATCH, or SERIES_REFUSED if it is too late
   */
  public Series accept(PlayerId player, MatchId match) {
    return answer(player, match, SeriesRules::accept);
  }

  /**
   * A player declines: the match is void, and the player rests.
   *
   * @throws EngineException MATCH_NOT_FOUND, NOT_YOUR_MATCH, or SERIES_REFUSED if it is too late
   */
  public Series decline(PlayerId player, MatchId match) {
    return answer(player, match, SeriesRules::decline);
  }

  private interface Answer {
    SeriesRules.Step to(Series series, Side side, Instant now);
  }

  private Series answer(PlayerId player, MatchId match, Answer answer) {
    Series then = change(match, series -> answer.to(series, side(series, player), now())).series();
    if (then.status() == SeriesStatus.STARTING) {
      started(match);
    }
    return then;
  }

  private static Side side(Series series, PlayerId player) {
    return series
        .sideOf(player)
        .orElseThrow(
            () -> new EngineException(ErrorCode.NOT_YOUR_MATCH, "You do not play this match."));
  }

  /**
   * A deadline of kind SERIES_ACCEPT is due.
   *
   * @return when to be called again
   */
  public Optional<Instant> due(Deadline deadline) {
    String id = deadline.subject().id();
    int colon = id.indexOf(':');
    if (deadline.subject().kind().equals(SeriesWriter.RETURN)) {
      MatchId match = match(id.substring(0, colon));
      return comeBack(match, id.endsWith(Side.P1.toString()) ? Side.P1 : Side.P2);
    }
    MatchId match = match(id);
    Optional<Series> known = storage.read(tx -> tx.series().find(match));
    if (known.filter(series -> series.status() == SeriesStatus.STARTING).isPresent()) {
      started(match);
    }
    if (known.isEmpty() || known.get().status() != SeriesStatus.OFFERED) {
      return Optional.empty();
    }
    Series then = change(match, series -> SeriesRules.due(series, now())).series();
    return then.status() == SeriesStatus.OFFERED ? Optional.of(then.acceptBy()) : Optional.empty();
  }

  private static MatchId match(String id) {
    return new MatchId(UUID.fromString(id));
  }

  /** Has a side wait again, unless it does, or did. */
  private Optional<Instant> comeBack(MatchId match, Side side) {
    record Known(Optional<Ticket> ticket, boolean isBack) {}
    Known known =
        storage.read(
            tx -> {
              Series series = tx.series().find(match).orElseThrow();
              Contender contender = series.contender(side);
              String key = WaitingPlayers.key(match, contender.player());
              return new Known(
                  contender.ticket().flatMap(tx.tickets()::find),
                  tx.tickets().findByIdempotencyKey(series.queue(), key).isPresent());
            });
    if (known.isBack()
        || known.ticket().isEmpty()
        || !waiting.comeBack(known.ticket().get(), match)) {
      return Optional.empty();
    }
    return Optional.of(now().plus(LOOK_AGAIN));
  }

  /**
   * Uses a token up that a player got with {@code match_starting}.
   *
   * @return whose it was; empty if it is none of this match, or was used
   */
  public Optional<Side> redeem(MatchId match, String token) {
    return storage.transact(tx -> tx.series().redeem(match, SeriesTokens.hash(token)));
  }

  /**
   * Looks a series up.
   *
   * @throws EngineException MATCH_NOT_FOUND
   */
  public Series find(MatchId match) {
    return storage.read(tx -> require(tx.series().find(match)));
  }

  /** The newest series first, in any state. */
  public Page<Series> recent(Optional<Cursor> after, int limit) {
    return storage.read(tx -> tx.series().recent(after, limit));
  }

  /** The series a player is bound to now, at most one of each game. */
  public List<Series> live(PlayerId player) {
    return storage.read(tx -> tx.series().live(player));
  }

  @Override
  public List<MatchId> toPlay() {
    return storage.read(
        tx -> {
          List<MatchId> all = new ArrayList<>(tx.series().in(SeriesStatus.PLAYING, MOST_TO_PLAY));
          all.addAll(tx.series().in(SeriesStatus.STARTING, MOST_TO_PLAY));
          return all;
        });
  }

  @Override
  public Optional<Series> begin(MatchId id) {
    return storage.transact(
        tx -> {
          Series series = require(tx.series().lock(id));
          Optional<Series> playing = SeriesRules.begin(series);
          playing.ifPresent(begun -> tx.series().update(begun));
          return playing;
        });
  }

  @Override
  public Series record(MatchId id, PlayedGame game) {
    return change(id, series -> SeriesRules.record(series, game, now())).series();
  }

  @Override
  public void abandon(MatchId id, String reason) {
    change(id, series -> SeriesRules.abandon(series, reason, now()));
  }

  private SeriesRules.Step change(MatchId id, Function<Series, SeriesRules.Step> fact) {
    record Changed(Series before, SeriesRules.Step step) {}
    Changed changed =
        storage.transact(
            tx -> {
              Series before = require(tx.series().lock(id));
              SeriesRules.Step step = rated(tx, before, fact.apply(before));
              writer.save(tx, before, step, now());
              return new Changed(before, step);
            });
    if (!changed.step().series().equals(changed.before())) {
      announce(changed.step());
    }
    return changed.step();
  }

  /** Rates a series that was decided just now, if it counts. */
  private SeriesRules.Step rated(Transaction tx, Series before, SeriesRules.Step step) {
    Series series = step.series();
    if (series.winner().isEmpty() || before.winner().isPresent() || series.training()) {
      return step;
    }
    Ratings.Changes changes =
        ratings.apply(
            tx,
            series.game(),
            entrant(series.p1()),
            entrant(series.p2()),
            series.winner().get(),
            series.endedAt().orElseThrow());
    return new SeriesRules.Step(
        SeriesRules.rated(series, series.p1().rated(changes.p1()), series.p2().rated(changes.p2())),
        step.game(),
        step.back(),
        step.struck());
  }

  private static Entrant entrant(Contender contender) {
    return Contenders.entrant(
        contender.player(), contender.username(), Optional.of(contender.fighter().text()));
  }

  /** What follows from a commit; none of it can fail the caller. */
  private void announce(SeriesRules.Step step) {
    Series series = step.series();
    bell.ring(List.of(series.p1().player(), series.p2().player()));
    for (Side side : step.back()) {
      try {
        comeBack(series.id(), side);
      } catch (EngineException away) {
        // Its deadline is durable, and tries it again.
        continue;
      }
    }
  }

  /** A series was committed as starting. */
  public void started(MatchId match) {
    starters.forEach(listener -> listener.accept(match));
  }

  private static Series require(Optional<Series> found) {
    return found.orElseThrow(
        () -> new EngineException(ErrorCode.MATCH_NOT_FOUND, "There is no match with this id."));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
