package io.lanista.engine.hosting;

import io.lanista.engine.MovableClock;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.settlement.Bytes32;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Series in memory, for tests. Thread-safe. */
final class InMemoryLedger implements SeriesLedger {
  private final Map<MatchId, Series> series = new LinkedHashMap<>();
  private final MovableClock clock = new MovableClock();
  private int away;
  private boolean lostAnswer;

  /** Tells that something changed. */
  final Semaphore changes = new Semaphore(0);

  /** Books a series that is to be played. */
  synchronized MatchId book(String runner, Format format) {
    MatchId id = new MatchId(new UUID(7, series.size() + 1));
    series.put(
        id,
        new Series(
            id,
            new QueueName("hosted"),
            runner,
            "duel",
            format,
            false,
            SeriesStatus.STARTING,
            contender("ada", 1),
            contender("bob", 2),
            clock.instant(),
            0,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            clock.instant(),
            Optional.empty()));
    return id;
  }

  private static Contender contender(String name, int number) {
    byte[] hash = new byte[32];
    hash[0] = (byte) number;
    return new Contender(
        new PlayerId(new UUID(3, number)),
        new Username(name),
        new FighterName(name + "-bot"),
        1,
        new ReplayHash(Bytes32.of(hash)),
        "{\"says\":\"\\\"hi\\\"\"}",
        1500,
        true,
        Optional.empty(),
        Optional.empty());
  }

  /** So many of the next calls find no storage. */
  synchronized void away(int calls) {
    away = calls;
  }

  /** The next game is written down, but nobody is told so. */
  synchronized void loseTheNextAnswer() {
    lostAnswer = true;
  }

  synchronized Series find(MatchId id) {
    return series.get(id);
  }

  @Override
  public synchronized List<MatchId> toPlay() {
    reach();
    return series.values().stream()
        .filter(
            each -> each.status() == SeriesStatus.STARTING || each.status() == SeriesStatus.PLAYING)
        .map(Series::id)
        .toList();
  }

  @Override
  public synchronized Optional<Series> begin(MatchId id) {
    reach();
    Series before = series.get(id);
    if (before.status().isFinal()) {
      return Optional.empty();
    }
    int interruptions = before.interruptions() + (before.status() == SeriesStatus.PLAYING ? 1 : 0);
    return Optional.of(
        put(before, SeriesStatus.PLAYING, interruptions, before.games(), Optional.empty()));
  }

  @Override
  public synchronized Series record(MatchId id, PlayedGame game) {
    reach();
    Series before = series.get(id);
    if (before.status().isFinal() || before.games().size() >= game.number()) {
      return before;
    }
    List<PlayedGame> games = new ArrayList<>(before.games());
    games.add(game);
    boolean decided = before.wins(game.winner()) + 1 == before.format().wins();
    SeriesStatus status = decided ? SeriesStatus.COMPLETED : SeriesStatus.PLAYING;
    Series after = put(before, status, 0, games, Optional.empty());
    if (lostAnswer) {
      lostAnswer = false;
      throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The answer was lost.");
    }
    return after;
  }

  @Override
  public synchronized void abandon(MatchId id, String reason) {
    reach();
    Series before = series.get(id);
    if (!before.status().isFinal()) {
      put(before, SeriesStatus.VOID, before.interruptions(), before.games(), Optional.of(reason));
    }
  }

  private void reach() {
    if (away > 0) {
      away--;
      throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The database is away.");
    }
  }

  private Series put(
      Series of,
      SeriesStatus status,
      int interruptions,
      List<PlayedGame> games,
      Optional<String> reason) {
    Optional<Side> winner =
        status == SeriesStatus.COMPLETED
            ? Optional.of(games.get(games.size() - 1).winner())
            : Optional.empty();
    Series after =
        new Series(
            of.id(),
            of.queue(),
            of.runner(),
            of.game(),
            of.format(),
            of.training(),
            status,
            of.p1(),
            of.p2(),
            of.acceptBy(),
            interruptions,
            games,
            winner,
            reason,
            of.createdAt(),
            status.isFinal() ? Optional.of(clock.instant()) : Optional.empty());
    series.put(of.id(), after);
    changes.release();
    return after;
  }
}
