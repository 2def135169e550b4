package io.lanista.plugins.duel;

import io.lanista.engine.hosting.SeriesLedger;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchId;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** One series to be played, in memory, and what else the engine asks for. */
final class OneSeries implements SeriesLedger {
  final CountDownLatch over = new CountDownLatch(1);
  private Series series = at(SeriesStatus.STARTING, List.of(), Optional.empty());

  synchronized Series series() {
    return series;
  }

  private static Series at(SeriesStatus status, List<PlayedGame> games, Optional<String> reason) {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    return new Series(
        new MatchId(new UUID(1, 1)),
        new QueueName("duels"),
        DuelPlugin.RUNNER,
        "duel",
        Format.BO3,
        false,
        status,
        contender("ada", "{}"),
        contender("bob", "{\"character\":\"circle\"}"),
        now,
        0,
        games,
        status == SeriesStatus.COMPLETED
            ? Optional.of(games.get(games.size() - 1).winner())
            : Optional.empty(),
        reason,
        now,
        status.isFinal() ? Optional.of(now) : Optional.empty());
  }

  private static Contender contender(String name, String config) {
    return new Contender(
        new PlayerId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
        new Username(name),
        new FighterName(name),
        1,
        new ReplayHash(Bytes32.ZERO),
        config,
        1500,
        true,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public synchronized List<MatchId> toPlay() {
    return series.status().isFinal() ? List.of() : List.of(series.id());
  }

  @Override
  public synchronized Optional<Series> begin(MatchId id) {
    series = at(SeriesStatus.PLAYING, series.games(), Optional.empty());
    return Optional.of(series);
  }

  @Override
  public synchronized Series record(MatchId id, PlayedGame game) {
    List<PlayedGame> games = new ArrayList<>(series.games());
    games.add(game);
    boolean decided = series.wins(game.winner()) + 1 == series.format().wins();
    series = at(decided ? SeriesStatus.COMPLETED : SeriesStatus.PLAYING, games, Optional.empty());
    if (decided) {
      over.countDown();
    }
    return series;
  }

  @Override
  public synchronized void abandon(MatchId id, String reason) {
    series = at(SeriesStatus.VOID, series.games(), Optional.of(reason));
    over.countDown();
  }

  /** A registry of one runner. */
  record OneRunner(GameRunner runner) implements Registry<GameRunner> {
    @Override
    public Lease<GameRunner> lease(String name) {
      return new Lease<>() {
        @Override
        public <R, X extends Exception> R call(String what, Call<? super GameRunner, R, X> call)
            throws X {
          return call.on(runner);
        }

        @Override
        public boolean isCurrent() {
          return true;
        }

        @Override
        public void close() {
          // Nothing to give back.
        }
      };
    }

    @Override
    public Set<String> names() {
      return Set.of(DuelPlugin.RUNNER);
    }

    @Override
    public void onChange(Runnable listener) {
      // It never changes.
    }
  }

  /** Fighters without files. */
  static final class NoFiles implements FighterFiles {
    @Override
    public Kept put(Path zip, Consumer<Kept> check) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path folder(ReplayHash hash) {
      return Path.of("nowhere");
    }

    @Override
    public FighterManifest manifest(ReplayHash hash) {
      return new FighterManifest(new FighterName("bot"), "1", List.of("bot"), 1, 0);
    }

    @Override
    public List<Kept> shared() {
      return List.of();
    }
  }

  /** Answers of three words: the main stick, 1 to shield, {@code a} to hit. */
  static final class Words implements FighterProtocol {
    @Override
    public String hello() {
      return "hello";
    }

    @Override
    public void checkHello(String line) {
      // Any will do.
    }

    @Override
    public String gameStart(int game, int port, String opponent, String stage, String config) {
      return "start";
    }

    @Override
    public String act(WorldState state) {
      return "act";
    }

    @Override
    public Controls controls(String line) {
      String[] words = line.split(" ");
      return new Controls(
          Double.parseDouble(words[0]),
          0.5,
          0.5,
          0.5,
          Double.parseDouble(words[1]),
          0,
          words[2].equals("a") ? Set.of(Button.A) : Set.of());
    }

    @Override
    public String gameEnd(int game, WorldResult result, boolean won) {
      return "end";
    }
  }
}
