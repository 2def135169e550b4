package io.lanista.engine.series;

import static io.lanista.engine.Answered.by;

import io.lanista.engine.MovableClock;
import io.lanista.engine.challenge.Challenges;
import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.MatchSettings;
import io.lanista.engine.match.Presence;
import io.lanista.engine.memory.Commits;
import io.lanista.engine.player.Blocks;
import io.lanista.engine.plugin.FixedRegistry;
import io.lanista.engine.queue.ArrivalPolicy;
import io.lanista.engine.queue.JoinRequest;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.QueueSettings;
import io.lanista.engine.queue.QueuedPlayers;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.queue.SteppedQueue;
import io.lanista.engine.queue.TicketView;
import io.lanista.engine.rating.Elo;
import io.lanista.engine.rating.Ratings;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.series.FighterTiming;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The hosted arena over fakes, stepped by hand: a rated queue and one for training. */
public final class HostedBench {
  public static final QueueName RATED = new QueueName("duel");
  public static final QueueName TRAINING = new QueueName("duel-training");
  public static final String GAME = "duel";
  public static final FighterName FIGHTER = new FighterName("stick");
  static final String RUNNER = "runner-duel";
  private static final String ADDRESS = "198.51.100.1";

  public final MovableClock clock;
  public final InMemoryStorage memory;
  public final Storage storage;
  public final SeededIds ids;
  public final FixedRegistry<GameRunner> runners = FixedRegistry.of(RUNNER, new Duel());
  public final ArrivalPolicy policy = new ArrivalPolicy(true);
  public final Ratings ratings;
  public final HostedParts parts;
  public final SteppedQueue queue;
  public final SteppedQueue training;
  public final HostedSeries series;
  public final Challenges challenges;
  public final Blocks blocks;
  public final List<MatchId> started = new ArrayList<>();

  /** A game that is never really played. */
  private static final class Duel implements HostedGame {
    @Override
    public String game() {
      return GAME;
    }

    @Override
    public String recordingFormat() {
      return "duel";
    }

    @Override
    public Optional<String> whyUnavailable() {
      return Optional.empty();
    }

    @Override
    public World open(WorldStart start) throws WorldException {
      throw new WorldException("Nobody plays here.");
    }
  }

  /** A new arena with a shared fighter. */
  public HostedBench() {
    this(new InMemoryStorage(), new MovableClock(), new SeededIds(7));
    memory.transact(
        tx -> {
          tx.fighters().insert(fighter(Optional.empty(), 1));
          return null;
        });
  }

  private HostedBench(InMemoryStorage memory, MovableClock clock, SeededIds ids) {
    this(memory, memory, clock, ids);
  }

  /** An engine over what is there. */
  public HostedBench(InMemoryStorage memory, Storage storage, MovableClock clock, SeededIds ids) {
    this.memory = memory;
    this.storage = storage;
    this.clock = clock;
    this.ids = ids;
    Commits commits = new Commits(storage);
    ratings = new Ratings(storage, new Elo(), commits);
    parts = new HostedParts(storage, ratings, ids, clock);
    Queue.Parts queueParts =
        new Queue.Parts(
            storage,
            FixedRegistry.<MatchmakingPolicy>of("arrival", policy),
            runners,
            new Bookings(ids, new MatchSettings(MatchSettings.DEFAULT_TIMEOUT)),
            ratings,
            new Presence(clock),
            ids,
            clock,
            commits,
            parts.offers);
    Queue rated = new Queue(settings(RATED, false), queueParts, Runnable::run);
    Queue unrated = new Queue(settings(TRAINING, true), queueParts, Runnable::run);
    queue = new SteppedQueue(rated);
    training = new SteppedQueue(unrated);
    Queues queues = new Queues(List.of(rated, unrated));
    series = parts.series(queues);
    series.onStart(started::add);
    challenges = parts.challenges(queues, series);
    blocks = new Blocks(storage, new QueuedPlayers(queues));
  }

  private static QueueSettings settings(QueueName name, boolean training) {
    return new QueueSettings(
        name, "arrival", RUNNER, QueueSettings.DEFAULT_TICKET_TIMEOUT, 1000, training);
  }

  /** Another process over the same storage. */
  public HostedBench restarted() {
    return new HostedBench(memory, clock, ids);
  }

  void runnerIsBack() {
    runners.replace(RUNNER, new Duel());
  }

  public static Fighter fighter(Optional<PlayerId> owner, int number) {
    return new Fighter(
        owner,
        number,
        new FighterManifest(FIGHTER, "1." + number, List.of("python3", "stick.py"), 1, 0),
        new ReplayHash(Bytes32.of(filled(number))),
        100,
        Instant.parse("2026-03-01T10:00:00Z"));
  }

  private static byte[] filled(int each) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) each);
    return bytes;
  }

  public Player player(String name) {
    Player player =
        new Player(new PlayerId(ids.next()), new Username(name), clock.instant(), clock.instant());
    memory.transact(tx -> tx.players().insert(player));
    return player;
  }

  public static Preferences prefers(Format... formats) {
    return new Preferences(List.of(formats), OptionalInt.empty(), "{}");
  }

  public CompletableFuture<TicketView> asks(SteppedQueue at, Player player, Format... formats) {
    return at.queue()
        .join(
            JoinRequest.hosted(
                player,
                FIGHTER,
                prefers(formats.length == 0 ? new Format[] {Format.BO3} : formats),
                Optional.empty(),
                ADDRESS));
  }

  public TicketView join(SteppedQueue at, Player player, Format... formats) {
    CompletableFuture<TicketView> answer = asks(at, player, formats);
    at.turn();
    return by(answer);
  }

  public TicketView join(Player player, Format... formats) {
    return join(queue, player, formats);
  }

  /** Both join and are offered a series. */
  public Series offered(Player first, Player second) {
    join(first);
    join(second);
    return live(first);
  }

  /** Both accepted. */
  public Series starting(Player first, Player second) {
    Series offered = offered(first, second);
    series.accept(first.id(), offered.id());
    return series.accept(second.id(), offered.id());
  }

  public Series live(Player player) {
    List<Series> live = series.live(player.id());
    if (live.size() != 1) {
      throw new AssertionError("In " + live.size() + " live series: " + live);
    }
    return live.get(0);
  }

  public boolean waits(Player player) {
    return queue.queue().ofPlayer(player.id()).isPresent();
  }

  public void turns() {
    for (SteppedQueue each : List.of(queue, training)) {
      do {
        each.turn();
      } while (!each.isIdle());
    }
  }

  /** Moves the clock on and handles what fell due. */
  public void pass(Duration time) {
    clock.advance(time);
    handleDue();
  }

  public void handleDue() {
    for (Deadline deadline : memory.deadlines()) {
      if (deadline.due().isAfter(clock.instant())) {
        continue;
      }
      Optional<Instant> again =
          switch (deadline.kind()) {
            case SERIES_ACCEPT -> series.due(deadline);
            case CHALLENGE_EXPIRY ->
                challenges.expireIfUnanswered(
                    new ChallengeId(UUID.fromString(deadline.subject().id())));
            default -> Optional.of(clock.instant().plusSeconds(60));
          };
      memory.transact(
          tx -> {
            again.ifPresentOrElse(
                at -> tx.deadlines().set(new Deadline(deadline.subject(), deadline.kind(), at)),
                () -> tx.deadlines().cancel(deadline.subject(), deadline.kind()));
            return null;
          });
    }
    turns();
  }

  public List<Notice> notices(Player player) {
    return memory.read(tx -> tx.notices().after(player.id(), 0, 1000)).stream()
        .map(NumberedNotice::notice)
        .toList();
  }

  public List<String> told(Player player) {
    return notices(player).stream().map(Notice::type).toList();
  }

  public int elo(Player player) {
    return ratings.of(GAME, player).value();
  }

  public PlayedGame game(int number, Side winner) {
    WorldResult.Standing up = new WorldResult.Standing("FOX", 2, 40);
    WorldResult.Standing down = new WorldResult.Standing("MARTH", 0, 120);
    return new PlayedGame(
        number,
        17,
        "flat",
        winner,
        new WorldResult(
            Optional.of(winner), winner == Side.P1 ? up : down, winner == Side.P1 ? down : up, 900),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        "duel",
        FighterTiming.NONE,
        FighterTiming.NONE,
        clock.instant(),
        clock.instant());
  }

  /** Plays a starting series, all games won by one side. */
  public Series play(Series starting, Side winner) {
    series.begin(starting.id()).orElseThrow();
    Series then = starting;
    for (int i = 1; i <= starting.format().wins(); i++) {
      then = series.record(starting.id(), game(i, winner));
    }
    return then;
  }
}
