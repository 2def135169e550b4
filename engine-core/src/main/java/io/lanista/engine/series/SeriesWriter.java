package io.lanista.engine.series;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes series and all that follows from them within one transaction: notices, events, deadlines,
 * tokens and penalties. Thread-safe.
 */
public final class SeriesWriter {
  /** The subjects of those who have to go back to a queue: {@code return:<match>:<side>}. */
  static final String RETURN = "return";

  private final IdSource ids;
  private final SeriesSettings settings;

  @Inject
  public SeriesWriter(IdSource ids, SeriesSettings settings) {
    this.ids = ids;
    this.settings = settings;
  }

  /** Adds series that both have to accept. */
  void offer(Transaction tx, Collection<Offers.Draft> drafts, Instant now) {
    tx.series().insert(drafts.stream().map(Offers.Draft::series).toList());
    List<Told> told = new ArrayList<>(2 * drafts.size());
    for (Offers.Draft draft : drafts) {
      Series series = draft.series();
      tx.deadlines()
          .set(
              new Deadline(
                  Subject.match(series.id()), Deadline.Kind.SERIES_ACCEPT, series.acceptBy()));
      tx.emit(
          new DomainEvent.SeriesOffered(
              series.id(),
              series.queue(),
              name(series, Side.P1),
              name(series, Side.P2),
              series.createdAt()));
      for (Side side : Side.values()) {
        told.add(
            new Told(
                series.contender(side).player(),
                new Notice.MatchFound(
                    series.id(), draft.shown(side.other()), series.format(), series.acceptBy())));
      }
    }
    tell(tx, told, now);
  }

  /** Adds a series that both agreed to play already. */
  public void start(Transaction tx, Series series) {
    tx.series().insert(List.of(series));
    starting(tx, series, series.createdAt());
  }

  /** Writes what a fact made of a series that was locked in this transaction. */
  void save(Transaction tx, Series before, SeriesRules.Step step, Instant now) {
    Series series = step.series();
    if (series.equals(before)) {
      return;
    }
    step.game().ifPresent(game -> tx.series().add(series.id(), game));
    tx.series().update(series);
    step.game().ifPresent(game -> tell(tx, both(series, side -> gameEnd(series, game)), now));
    if (series.status() == before.status()) {
      return;
    }
    switch (series.status()) {
      // The deadline stays: should nobody have heard that it starts, it is said then.
      case STARTING -> starting(tx, series, now);
      case VOID -> voided(tx, step, now);
      case COMPLETED -> completed(tx, series, now);
      case OFFERED, PLAYING -> {
        // Nobody has to be told.
      }
    }
  }

  private void starting(Transaction tx, Series series, Instant now) {
    tx.emit(
        new DomainEvent.SeriesStarted(
            series.id(), series.queue(), name(series, Side.P1), name(series, Side.P2), now));
    tell(
        tx,
        both(
            series,
            side -> {
              String token = SeriesTokens.make(ids);
              tx.series().giveToken(series.id(), side, SeriesTokens.hash(token));
              return new Notice.MatchStarting(series.id(), token);
            }),
        now);
  }

  private void voided(Transaction tx, SeriesRules.Step step, Instant now) {
    Series series = step.series();
    String reason = series.reason().orElseThrow();
    tx.deadlines().cancel(Subject.match(series.id()), Deadline.Kind.SERIES_ACCEPT);
    tx.emit(new DomainEvent.SeriesVoided(series.id(), reason, now));
    for (Side side : step.back()) {
      // Stays until the player waits again, whatever happens to this process meanwhile.
      tx.deadlines().set(new Deadline(back(series.id(), side), Deadline.Kind.SERIES_ACCEPT, now));
    }
    step.struck().stream()
        .map(side -> series.contender(side).player())
        .sorted(Told.ORDER)
        .forEach(
            player ->
                tx.social()
                    .put(Penalties.next(tx.social().penalty(player), player, settings, now)));
    tell(
        tx,
        both(series, side -> new Notice.MatchVoid(series.id(), reason, step.back().contains(side))),
        now);
  }

  /** What is due as long as a side has not come back to its queue. */
  static Subject back(MatchId match, Side side) {
    return new Subject(RETURN, match + ":" + side);
  }

  private static void completed(Transaction tx, Series series, Instant now) {
    Side winner = series.winner().orElseThrow();
    tx.emit(
        new DomainEvent.SeriesCompleted(
            series.id(),
            series.game(),
            name(series, Side.P1),
            name(series, Side.P2),
            winner,
            series.wins(Side.P1),
            series.wins(Side.P2),
            series.p1().rating().isPresent(),
            now));
    Map<String, Integer> change = new LinkedHashMap<>();
    Map<String, Integer> elo = new LinkedHashMap<>();
    for (Contender contender : List.of(series.p1(), series.p2())) {
      contender
          .rating()
          .ifPresent(
              rating -> {
                change.put(contender.username().text(), rating.delta());
                elo.put(contender.username().text(), rating.after());
              });
    }
    Notice end =
        new Notice.MatchEnd(
            series.id(),
            series.contender(winner).username(),
            series.wins(winner) + "-" + series.wins(winner.other()),
            change,
            elo);
    tell(tx, both(series, side -> end), now);
  }

  private static Notice gameEnd(Series series, PlayedGame game) {
    return new Notice.GameEnd(
        series.id(),
        game.number(),
        series.contender(game.winner()).username(),
        game.result().p1().stocks(),
        game.result().p2().stocks(),
        game.replay().isPresent());
  }

  private static String name(Series series, Side side) {
    return series.contender(side).username().text();
  }

  /** Something to tell a player. */
  private record Told(PlayerId player, Notice notice) {
    static final Comparator<PlayerId> ORDER = Comparator.comparing(PlayerId::value);
  }

  private static List<Told> both(Series series, Function<Side, Notice> notice) {
    return List.of(
        new Told(series.p1().player(), notice.apply(Side.P1)),
        new Told(series.p2().player(), notice.apply(Side.P2)));
  }

  /** In the same order of players everywhere, lest two transactions wait for each other. */
  private static void tell(Transaction tx, List<Told> all, Instant at) {
    all.stream()
        .sorted(Comparator.comparing(Told::player, Told.ORDER))
        .forEach(told -> tx.notices().append(told.player(), told.notice(), at));
  }
}
