package io.lanista.engine.hosting;

import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.FighterTiming;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One game of a series from its start to its recording: two fighters started anew, a world of its
 * own, a lease of the runner while it is played. Everything is closed and removed when it is over,
 * however it ends. Thread-safe; each call plays one game.
 *
 * <p>Fighters live for one game: so each game can be played again from its start, whatever was
 * before it, and its log is its own.
 */
final class GameSession {
  private static final System.Logger LOG = System.getLogger(GameSession.class.getName());
  private static final Standing ABSENT = new Standing("-", 0, 0);
  private static final String NO_STAGE = "-";
  private static final int PUTS = 4;
  private static final Duration PUT_PAUSE = Duration.ofMillis(100);

  private final Parts parts;
  private final HostingSettings settings;
  private final GameLoop loop;
  private final WorkFolders work;

  /** What a game is played with. */
  record Parts(
      Registry<GameRunner> runners,
      Sandbox sandbox,
      FighterFiles files,
      FighterProtocol protocol,
      ReplayStore replays,
      FighterLogs logs,
      Clock clock,
      Ticks ticks) {}

  /**
   * What came of it.
   *
   * @param game what is to be written down; present if the game is decided
   */
  record Outcome(Ending ending, Optional<PlayedGame> game) {}

  GameSession(Parts parts, HostingSettings settings) {
    this.parts = parts;
    this.settings = settings;
    this.loop = new GameLoop(settings.worlds(), parts.protocol(), parts.ticks());
    this.work = new WorkFolders(settings.folders().work());
  }

  /**
   * Plays a game.
   *
   * @param until when its time is over, by the ticks
   * @throws WorldException if its world fails, or what it needs on this machine
   * @throws RunnerReplaced if its world fails because its plugin was reloaded meanwhile
   */
  Outcome play(Series series, int number, long seed, long until, LiveSeries live)
      throws WorldException, RunnerReplaced, InterruptedException {
    Path folder = null;
    FighterNotes p1Notes = new FighterNotes();
    FighterNotes p2Notes = new FighterNotes();
    try (FighterStart p1 = start(p1Notes);
        FighterStart p2 = start(p2Notes)) {
      folder = work.make();
      return new Game(series, number, seed, until, live, folder).play(p1, p2, p1Notes, p2Notes);
    } catch (IOException full) {
      // Everyone reads what is thrown; where files lie is for the operator alone.
      LOG.log(Level.WARNING, "A game's files cannot be written.", full);
      throw new WorldException("The engine cannot write where games are played.", full);
    } finally {
      note(series, number, Side.P1, p1Notes);
      note(series, number, Side.P2, p2Notes);
      remove(folder);
    }
  }

  private FighterStart start(FighterNotes notes) {
    return new FighterStart(settings.fighters(), parts.protocol(), parts.ticks(), notes);
  }

  private void note(Series series, int number, Side side, FighterNotes notes) {
    try {
      parts.logs().end(series.id(), number, side, notes.lines());
    } catch (IOException full) {
      LOG.log(Level.WARNING, "A fighter's log could not be written.", full);
    }
  }

  private static void remove(Path folder) {
    if (folder != null) {
      try {
        WorkFolders.delete(folder);
      } catch (IOException left) {
        LOG.log(Level.WARNING, "A game's folder is left until the next start.", left);
      }
    }
  }

  /** One game while it is played. */
  private final class Game {
    private final Series series;
    private final int number;
    private final long until;
    private final LiveSeries live;
    private final Path folder;
    private final WorldStart start;
    private final Instant began = parts.clock().instant();

    Game(Series series, int number, long seed, long until, LiveSeries live, Path folder)
        throws IOException {
      this.series = series;
      this.number = number;
      this.until = until;
      this.live = live;
      this.folder = folder;
      this.start =
          new WorldStart(
              series.id(),
              number,
              seed,
              contestant(series.p1()),
              contestant(series.p2()),
              Files.createDirectory(folder.resolve("world")));
    }

    private WorldStart.Contestant contestant(Contender side) {
      return new WorldStart.Contestant(side.username().text(), side.config());
    }

    Outcome play(FighterStart p1, FighterStart p2, FighterNotes p1Notes, FighterNotes p2Notes)
        throws WorldException, RunnerReplaced, InterruptedException, IOException {
      begin(p1, Side.P1);
      begin(p2, Side.P2);
      p1.finish();
      p2.finish();
      if (p1.failure().isPresent() || p2.failure().isPresent()) {
        WorldResult nothing = new WorldResult(Optional.empty(), ABSENT, ABSENT, 0);
        Ending ending = GameLoop.failed(p1.failure(), p2.failure(), nothing);
        Recorded none = new Recorded(Optional.empty(), GameRecord.FORMAT);
        return outcome(ending, NO_STAGE, none, FighterTiming.NONE, FighterTiming.NONE);
      }
      FighterTurns one = turns(p1.fighter(), p1Notes);
      FighterTurns two = turns(p2.fighter(), p2Notes);
      try (Lease<GameRunner> lease = lease()) {
        try (LeasedWorld world = LeasedWorld.open(lease, start, settings.worlds())) {
          return play(world, one, two);
        } catch (WorldException failed) {
          if (lease.isCurrent()) {
            throw failed;
          }
          throw new RunnerReplaced(failed);
        }
      }
    }

    private void begin(FighterStart fighter, Side side)
        throws WorldException, IOException, InterruptedException {
      Path log = parts.logs().begin(series.id(), number, side);
      fighter.begin(parts.sandbox(), parts.files(), series.contender(side), side, log);
    }

    private FighterTurns turns(Confined fighter, FighterNotes notes) {
      return new FighterTurns(fighter, parts.protocol(), settings.fighters(), parts.ticks(), notes);
    }

    private Lease<GameRunner> lease() throws WorldException {
      try {
        return parts.runners().lease(series.runner());
      } catch (EngineException missing) {
        throw new WorldException(missing.getMessage(), missing);
      }
    }

    private Outcome play(LeasedWorld world, FighterTurns p1, FighterTurns p2)
        throws WorldException, InterruptedException, IOException {
      int most = settings.worlds().mostRecordingBytes();
      try (GameRecord record =
          new GameRecord(
              folder.resolve("game.part"), most, series.runner(), start, world.stage())) {
        tell(p1, Side.P1, world);
        tell(p2, Side.P2, world);
        live.gameStarts(series, number, world.stage());
        Ending ending =
            loop.play(
                world,
                p1,
                p2,
                until,
                (state, one, two) -> {
                  record.frame(
                      state.state().frame(), state.state().json(), one.controls(), two.controls());
                  live.frame(state);
                });
        world.close();
        if (ending.winner().isEmpty()) {
          return new Outcome(ending, Optional.empty());
        }
        Side winner = ending.winner().get();
        p1.tell(parts.protocol().gameEnd(number, ending.result(), winner == Side.P1));
        p2.tell(parts.protocol().gameEnd(number, ending.result(), winner == Side.P2));
        record.result(winner, ending.result(), ending.forfeitedBy());
        return outcome(ending, world.stage(), recorded(world, record), p1.timing(), p2.timing());
      }
    }

    private void tell(FighterTurns fighter, Side side, LeasedWorld world) {
      fighter.tell(
          parts
              .protocol()
              .gameStart(
                  number,
                  side == Side.P1 ? 1 : 2,
                  series.contender(side.other()).username().text(),
                  world.stage(),
                  series.contender(side).config()));
    }

    /** The world's own recording, or else ours. A game counts without one. */
    private Recorded recorded(LeasedWorld world, GameRecord record) throws InterruptedException {
      try {
        Optional<Path> own = world.recording();
        return own.isPresent()
            ? new Recorded(put(own.get()), world.format())
            : new Recorded(put(record.finish()), GameRecord.FORMAT);
      } catch (WorldException none) {
        LOG.log(Level.WARNING, "Match {0}: {1}", series.id(), none.getMessage());
        return new Recorded(put(record.finish()), GameRecord.FORMAT);
      }
    }

    private Optional<ReplayStore.Stored> put(Path file) throws InterruptedException {
      for (int tried = 1; ; tried++) {
        try {
          return Optional.of(
              parts.replays().put(series.id(), number, ByteBuffer.wrap(Files.readAllBytes(file))));
        } catch (IOException | EngineException away) {
          if (tried == PUTS) {
            LOG.log(
                Level.ERROR,
                "Game " + number + " of match " + series.id() + " counts without its recording.",
                away);
            return Optional.empty();
          }
          parts.ticks().sleep(PUT_PAUSE.toNanos() << tried);
        }
      }
    }

    private Optional<ReplayStore.Stored> put(Optional<Path> file) throws InterruptedException {
      return file.isPresent() ? put(file.get()) : Optional.empty();
    }

    private Outcome outcome(
        Ending ending, String stage, Recorded recorded, FighterTiming p1, FighterTiming p2) {
      return new Outcome(
          ending,
          ending
              .winner()
              .map(
                  winner ->
                      new PlayedGame(
                          number,
                          start.seed(),
                          stage,
                          winner,
                          ending.result(),
                          ending.forfeitedBy(),
                          ending.reason(),
                          recorded.stored().map(ReplayStore.Stored::hash),
                          recorded.stored().map(ReplayStore.Stored::bytes).orElse(0L),
                          recorded.format(),
                          p1,
                          p2,
                          began,
                          parts.clock().instant())));
    }
  }

  /** A kept recording, if it could be kept. */
  private record Recorded(Optional<ReplayStore.Stored> stored, String format) {}
}
