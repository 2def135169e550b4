package io.lanista.engine.hosting;

import io.lanista.engine.hosting.GameSession.Outcome;
import io.lanista.engine.hosting.HostingSettings.RetryRules;
import io.lanista.engine.plugin.Lease;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.storage.IdSource;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Plays series, each game written down before the next one begins. A game that was interrupted is
 * played again from its start, with another seed; what is void is void with a reason:
 *
 * <ul>
 *   <li>fighters or worlds cannot be run here at all: at once;
 *   <li>a world fails, a fighter cannot be started by the engine's own fault, a game is drawn, the
 *       engine stops: when it happened to one game as often as the settings allow;
 *   <li>the time for one game is over and it is still drawn: at once;
 *   <li>both fighters fail in the same frame: when it happens to one game twice.
 * </ul>
 *
 * <p>A game that a reload of its plugin ended is begun again, and not counted.
 *
 * <p>Thread-safe; each call plays one series.
 */
final class SeriesPlayer {
  private static final System.Logger LOG = System.getLogger(SeriesPlayer.class.getName());
  private static final int MOST_BOTH_FAILED = 2;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final SeriesLedger ledger;
  private final GameSession.Parts parts;
  private final GameSession session;
  private final LiveGames live;
  private final IdSource ids;
  private final RetryRules retries;
  private final Duration longestTime;

  SeriesPlayer(
      SeriesLedger ledger,
      GameSession.Parts parts,
      LiveGames live,
      IdSource ids,
      HostingSettings settings) {
    this.ledger = ledger;
    this.parts = parts;
    this.session = new GameSession(parts, settings);
    this.live = live;
    this.ids = ids;
    this.retries = settings.retries();
    this.longestTime = settings.worlds().longestTime();
  }

  /**
   * Plays a series to its end.
   *
   * @return whether it is final; otherwise what was written down stands, and it can be played again
   * @throws InterruptedException if the engine stops; it can be played again
   */
  boolean play(MatchId id) throws InterruptedException {
    try {
      Optional<Series> begun = ledger.begin(id);
      if (begun.isPresent()) {
        play(begun.get());
      }
      return true;
    } catch (EngineException failed) {
      if (Thread.interrupted() || failed.code() == ErrorCode.SHUTTING_DOWN) {
        throw new InterruptedException();
      }
      LOG.log(Level.WARNING, "Match " + id + " will be played later: " + failed.getMessage());
      return false;
    }
  }

  private void play(Series begun) throws InterruptedException {
    Optional<String> obstacle = obstacle(begun);
    if (obstacle.isPresent()) {
      abandon(begun, obstacle.get());
      return;
    }
    Series series = begun;
    while (series.status() == SeriesStatus.PLAYING) {
      series = nextGame(series);
    }
  }

  /** Why a series cannot be played at all. */
  private Optional<String> obstacle(Series series) throws InterruptedException {
    if (series.interruptions() >= retries.interruptions()) {
      return Optional.of(
          "The engine stopped " + series.interruptions() + " times during one game.");
    }
    Optional<String> noSandbox = parts.sandbox().whyUnavailable();
    if (noSandbox.isPresent() && Thread.interrupted()) {
      throw new InterruptedException(); // The engine stops; it may well have a sandbox.
    }
    return noSandbox.isPresent() ? noSandbox : noWorld(series);
  }

  // A runner that is missing or fails is no obstacle yet: it may be replaced at this moment.
  private Optional<String> noWorld(Series series) throws InterruptedException {
    try (Lease<GameRunner> lease = parts.runners().lease(series.runner())) {
      return LeasedWorld.whyUnavailable(lease);
    } catch (WorldException | EngineException failed) {
      return Optional.empty();
    }
  }

  /** The series after its next game, or after it was given up. */
  private Series nextGame(Series series) throws InterruptedException {
    int number = series.games().size() + 1;
    LiveSeries shown = live.open(series.id());
    long until = parts.ticks().nanos() + longestTime.toNanos();
    int worlds = 0;
    int draws = 0;
    int bothFailed = 0;
    while (true) {
      String trouble;
      try {
        Outcome outcome = session.play(series, number, seed(), until, shown);
        if (outcome.game().isPresent()) {
          return written(series, outcome.game().get(), shown);
        }
        trouble = outcome.ending().reason().orElse("Game " + number + " was drawn.");
        if (outcome.ending().kind() == Ending.Kind.DRAWN) {
          draws++;
        } else {
          bothFailed++;
        }
      } catch (RunnerReplaced reloaded) {
        // Which is no fault of the world's, however often it happens.
        LOG.log(
            Level.INFO,
            "Game {0} of match {1} is begun again, because its plugin was reloaded: {2}",
            number,
            series.id(),
            reloaded.getMessage());
        continue;
      } catch (WorldException failed) {
        LOG.log(
            Level.WARNING, "Game {0} of match {1}: {2}", number, series.id(), failed.getMessage());
        trouble = failed.getMessage();
        worlds++;
        if (worlds < retries.worlds()) {
          parts.ticks().sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(worlds, 6)).toNanos());
        }
      }
      if (worlds >= retries.worlds()) {
        return abandon(
            series,
            "Game " + number + " could not be played, tried " + worlds + " times: " + trouble);
      }
      if (draws > 0 && parts.ticks().nanos() - until >= 0) {
        return abandon(
            series,
            "Game " + number + " was not decided within " + words(longestTime) + ". " + trouble);
      }
      if (draws >= retries.draws()) {
        return abandon(series, "Game " + number + " was drawn " + draws + " times. " + trouble);
      }
      if (bothFailed >= MOST_BOTH_FAILED) {
        return abandon(series, "Game " + number + " was lost by both, twice. " + trouble);
      }
    }
  }

  private static String words(Duration time) {
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
  }

  private Series written(Series series, PlayedGame game, LiveSeries shown)
      throws InterruptedException {
    Series after = record(series.id(), game);
    shown.gameEnded(after, game);
    after.winner().ifPresent(winner -> shown.seriesEnded(after, winner));
    return after;
  }

  /** Keeps the game while the storage is away, with growing pauses, and not for ever. */
  private Series record(MatchId id, PlayedGame game) throws InterruptedException {
    long end = parts.ticks().nanos() + retries.patience().toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return ledger.record(id, game);
      } catch (EngineException away) {
        if (away.code() != ErrorCode.STORAGE_UNAVAILABLE || parts.ticks().nanos() >= end) {
          throw away;
        }
        LOG.log(
            Level.WARNING,
            "Game {0} of match {1} is kept until the storage is back: {2}",
            game.number(),
            id,
            away.getMessage());
        parts.ticks().sleep(pause.toNanos());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private Series abandon(Series series, String reason) {
    LOG.log(Level.WARNING, "Match {0} is void: {1}", series.id(), reason);
    String words = reason.substring(0, Math.min(1000, reason.length()));
    ledger.abandon(series.id(), words);
    return new Series(
        series.id(),
        series.queue(),
        series.runner(),
        series.game(),
        series.format(),
        series.training(),
        SeriesStatus.VOID,
        series.p1(),
        series.p2(),
        series.acceptBy(),
        series.interruptions(),
        series.games(),
        Optional.empty(),
        Optional.of(words),
        series.createdAt(),
        Optional.of(parts.clock().instant()));
  }

  private long seed() {
    UUID id = ids.next();
    return id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 17);
  }
}
