package io.lanista.engine.hosting;

import io.lanista.engine.MovableClock;
import io.lanista.engine.hosting.HostingSettings.FighterRules;
import io.lanista.engine.hosting.HostingSettings.Folders;
import io.lanista.engine.hosting.HostingSettings.RetryRules;
import io.lanista.engine.hosting.HostingSettings.WorldRules;
import io.lanista.engine.plugin.FixedRegistry;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.FakeSandbox;
import io.lanista.ports.sandbox.FakeSandbox.Script;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.sandbox.SandboxLimits;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import io.lanista.ports.storage.SeededIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Everything that hosted games need, with fighters that are Java code. */
public final class Venue {
  public static final String RUNNER = "plain";
  static final Duration LONGEST_TIME = Duration.ofMinutes(10);

  final InMemoryLedger ledger = new InMemoryLedger();
  final PlainGame game;
  final HostingSettings settings;
  final FighterLogs logs;
  final LiveGames live;
  final Path folder;
  private final SeededIds ids = new SeededIds(1);
  final MovableClock clock = new MovableClock();
  ReplayStore replays = new InMemoryReplayStore();
  Registry<GameRunner> runners;
  Ticks ticks = Ticks.SYSTEM;
  Sandbox sandbox = new FakeSandbox(program -> pressing(isP1(program) ? "a" : "0.5"));

  Venue(Path folder, PlainGame game) {
    this(folder, game, 1);
  }

  Venue(Path folder, PlainGame game, int places) {
    this(
        folder,
        game,
        FixedRegistry.of(RUNNER, game),
        places,
        new WorldRules(
            Duration.ofSeconds(10), Duration.ofSeconds(10), 50, LONGEST_TIME, 0, 100_000),
        new RetryRules(3, 2, 3, Duration.ofSeconds(5), Duration.ofMillis(50)));
  }

  /** One over real plugins, that tries no world twice and waits so long for it. */
  public Venue(Path folder, Registry<GameRunner> runners, Duration patience) {
    this(
        folder,
        new PlainGame(),
        runners,
        1,
        new WorldRules(patience, patience, 50, LONGEST_TIME, 0, 100_000),
        new RetryRules(1, 2, 3, Duration.ofSeconds(5), Duration.ofMillis(50)));
  }

  private Venue(
      Path folder,
      PlainGame game,
      Registry<GameRunner> runners,
      int places,
      WorldRules worlds,
      RetryRules retries) {
    this.folder = folder;
    this.game = game;
    this.runners = runners;
    this.settings =
        new HostingSettings(
            places,
            new FighterRules(
                Duration.ofMillis(20), Duration.ofMillis(300), 4, 6, SandboxLimits.USUAL),
            worlds,
            retries,
            new Folders(folder.resolve("work"), folder.resolve("logs"), Duration.ofDays(1)),
            2);
    this.logs = new FighterLogs(settings, clock);
    this.live = new LiveGames(settings);
  }

  static boolean isP1(ConfinedProgram program) {
    return program.name().contains("(p1)");
  }

  /** Which side a program plays. */
  static Side side(ConfinedProgram program) {
    return isP1(program) ? Side.P1 : Side.P2;
  }

  /** A fighter that says hello and always presses the same. */
  static Script pressing(String controls) {
    return (line, out) -> {
      if (line.equals("hello")) {
        out.print("hello");
      } else if (line.startsWith("act ")) {
        out.print(controls);
      }
    };
  }

  GameSession.Parts parts() {
    return new GameSession.Parts(
        runners, sandbox, new Files(), new PlainProtocol(), replays, logs, clock, ticks);
  }

  /** Plays a whole series in the caller's thread. */
  public Series play(String runner) throws InterruptedException {
    MatchId id = ledger.book(runner, Format.BO3);
    player().play(id);
    return ledger.find(id);
  }

  public void close() {
    live.close();
  }

  SeriesPlayer player() {
    return new SeriesPlayer(ledger, parts(), live, ids, settings);
  }

  HostingPool pool() {
    return new HostingPool(ledger, parts(), live, ids, settings);
  }

  /** Fighters that are nowhere: the fake sandbox does not look. */
  private static final class Files implements FighterFiles {
    @Override
    public Kept put(Path zip, Consumer<Kept> check) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path folder(ReplayHash hash) {
      return Path.of("fighters", hash.hex());
    }

    @Override
    public FighterManifest manifest(ReplayHash hash) {
      return new FighterManifest(
          new FighterName("bot"), "1", List.of("python3", "bot.py"), 1, 1 << 20);
    }

    @Override
    public List<Kept> shared() {
      return List.of();
    }
  }
}
