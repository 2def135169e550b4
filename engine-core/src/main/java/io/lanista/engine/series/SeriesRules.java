package io.lanista.engine.series;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Side;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The life of a series: what a fact at an instant makes of it. Pure.
 *
 * <p>Who declines, or lets the time to accept pass, is out and rests. The other one goes back to
 * its queue if it accepted, or if it still had time to.
 */
final class SeriesRules {
  private SeriesRules() {}

  /**
   * What a fact made of a series.
   *
   * @param series the series then; the same one if nothing changed
   * @param game the game that was added
   * @param back the sides that go back to their queue
   * @param struck the sides that rest
   */
  record Step(Series series, Optional<PlayedGame> game, Set<Side> back, Set<Side> struck) {
    static Step to(Series series) {
      return new Step(series, Optional.empty(), Set.of(), Set.of());
    }
  }

  /**
   * A side accepts.
   *
   * @throws EngineException SERIES_REFUSED if it is too late
   */
  static Step accept(Series series, Side side, Instant now) {
    if (series.contender(side).accepted() && series.status() != SeriesStatus.VOID) {
      return Step.to(series);
    }
    requireOpen(series, now);
    Contender accepting = series.contender(side).accepts();
    boolean both = series.contender(side.other()).accepted();
    return Step.to(
        with(
            series,
            both ? SeriesStatus.STARTING : SeriesStatus.OFFERED,
            side == Side.P1 ? accepting : series.p1(),
            side == Side.P2 ? accepting : series.p2()));
  }

  /**
   * A side declines; also after it accepted, while the other one has not.
   *
   * @throws EngineException SERIES_REFUSED if it is too late
   */
  static Step decline(Series series, Side side, Instant now) {
    requireOpen(series, now);
    return ended(
        series,
        series.contender(side).username().text() + " declined.",
        EnumSet.of(side.other()),
        EnumSet.of(side),
        now);
  }

  private static void requireOpen(Series series, Instant now) {
    if (series.status() != SeriesStatus.OFFERED) {
      throw new EngineException(
          ErrorCode.SERIES_REFUSED,
          "This match is " + series.status().word() + "; only an offered one can be answered.");
    }
    if (!now.isBefore(series.acceptBy())) {
      throw new EngineException(
          ErrorCode.SERIES_REFUSED, "The time to accept this match is over; join again.");
    }
  }

  /**
   * The time to accept is over. Changes nothing if it is not, or if it does not matter any more.
   */
  static Step due(Series series, Instant now) {
    if (series.status() != SeriesStatus.OFFERED || now.isBefore(series.acceptBy())) {
      return Step.to(series);
    }
    Set<Side> back = EnumSet.noneOf(Side.class);
    Set<Side> struck = EnumSet.noneOf(Side.class);
    for (Side side : Side.values()) {
      (series.contender(side).accepted() ? back : struck).add(side);
    }
    List<String> silent =
        struck.stream().map(side -> series.contender(side).username().text()).toList();
    return ended(
        series, String.join(" and ", silent) + " did not accept in time.", back, struck, now);
  }

  private static Step ended(
      Series series, String reason, Set<Side> back, Set<Side> struck, Instant now) {
    back.removeIf(side -> series.contender(side).ticket().isEmpty());
    return new Step(voided(series, reason, now), Optional.empty(), back, struck);
  }

  /** A place to play is free; empty if there is nothing to play. */
  static Optional<Series> begin(Series series) {
    return switch (series.status()) {
      case STARTING -> Optional.of(with(series, SeriesStatus.PLAYING, series.p1(), series.p2()));
      case PLAYING -> Optional.of(interrupted(series, series.interruptions() + 1));
      case OFFERED, COMPLETED, VOID -> Optional.empty();
    };
  }

  /**
   * A game is over. Nothing changes if it is known, or if the series is final.
   *
   * @return with a winner if that game decides it; its ratings are not there yet
   */
  static Step record(Series series, PlayedGame game, Instant now) {
    if (series.status().isFinal() || game.number() <= series.games().size()) {
      return Step.to(series);
    }
    if (series.status() != SeriesStatus.PLAYING || game.number() != series.games().size() + 1) {
      throw new IllegalStateException(
          "Game "
              + game.number()
              + " cannot be recorded in a series that is "
              + series.status().word()
              + " and has "
              + series.games().size()
              + " games.");
    }
    Side side = game.winner();
    boolean decided = series.wins(side) + 1 == series.format().wins();
    return new Step(
        new Series(
            series.id(),
            series.queue(),
            series.runner(),
            series.game(),
            series.format(),
            series.training(),
            decided ? SeriesStatus.COMPLETED : SeriesStatus.PLAYING,
            series.p1(),
            series.p2(),
            series.acceptBy(),
            0,
            and(series.games(), game),
            decided ? Optional.of(side) : Optional.empty(),
            series.reason(),
            series.createdAt(),
            decided ? Optional.of(now) : Optional.empty()),
        Optional.of(game),
        Set.of(),
        Set.of());
  }

  private static List<PlayedGame> and(List<PlayedGame> games, PlayedGame game) {
    return Stream.concat(games.stream(), Stream.of(game)).toList();
  }

  /** It cannot be played to its end. One that is final stays as it is. */
  static Step abandon(Series series, String reason, Instant now) {
    return Step.to(series.status().isFinal() ? series : voided(series, reason, now));
  }

  /** The series with what it did to both ratings. */
  static Series rated(Series series, Contender p1, Contender p2) {
    return with(series, series.status(), p1, p2);
  }

  private static Series with(Series s, SeriesStatus status, Contender p1, Contender p2) {
    return new Series(
        s.id(),
        s.queue(),
        s.runner(),
        s.game(),
        s.format(),
        s.training(),
        status,
        p1,
        p2,
        s.acceptBy(),
        s.interruptions(),
        s.games(),
        s.winner(),
        s.reason(),
        s.createdAt(),
        s.endedAt());
  }

  private static Series interrupted(Series s, int interruptions) {
    return new Series(
        s.id(),
        s.queue(),
        s.runner(),
        s.game(),
        s.format(),
        s.training(),
        s.status(),
        s.p1(),
        s.p2(),
        s.acceptBy(),
        interruptions,
        s.games(),
        s.winner(),
        s.reason(),
        s.createdAt(),
        s.endedAt());
  }

  private static Series voided(Series s, String reason, Instant now) {
    return new Series(
        s.id(),
        s.queue(),
        s.runner(),
        s.game(),
        s.format(),
        s.training(),
        SeriesStatus.VOID,
        s.p1(),
        s.p2(),
        s.acceptBy(),
        s.interruptions(),
        s.games(),
        Optional.empty(),
        Optional.of(reason),
        s.createdAt(),
        Optional.of(now));
  }
}
