package io.lanista.engine;

import static io.lanista.engine.Answered.by;

import io.lanista.engine.chain.NoChain;
import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.MatchDisputes;
import io.lanista.engine.match.MatchEnding;
import io.lanista.engine.match.MatchSettings;
import io.lanista.engine.match.Matches;
import io.lanista.engine.match.Presence;
import io.lanista.engine.match.Rematches;
import io.lanista.engine.memory.Commits;
import io.lanista.engine.plugin.FixedRegistry;
import io.lanista.engine.queue.ArrivalPolicy;
import io.lanista.engine.queue.JoinRequest;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.QueueSettings;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.queue.TicketView;
import io.lanista.engine.rating.Elo;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.replay.ReplayIntake;
import io.lanista.engine.replay.ReplaySettings;
import io.lanista.engine.room.NoRooms;
import io.lanista.engine.schedule.DueDeadlines;
import io.lanista.engine.series.HostedParts;
import io.lanista.engine.series.HostedSeries;
import io.lanista.engine.settlement.Settlement;
import io.lanista.engine.settlement.SigningSettings;
import io.lanista.engine.stream.StreamSettings;
import io.lanista.engine.stream.StreamSettings.UploadRule;
import io.lanista.engine.stream.Streams;
import io.lanista.engine.wager.WagerCheck;
import io.lanista.engine.wager.WagerSettings;
import io.lanista.engine.wager.Wagers;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.schedule.DeadlineHandler;
import io.lanista.ports.schedule.SteppedDeadlineRunner;
import io.lanista.ports.settlement.FakeSignatureRecovery;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Transaction;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The whole core over fakes: one queue, {@code melee}, whose game is the fake one. */
public final class Arena implements AutoCloseable {
  public static final QueueName QUEUE = new QueueName("melee");
  public static final String ADDRESS = "198.51.100.1";
  public static final Duration MATCH_TIMEOUT = MatchSettings.DEFAULT_TIMEOUT;
  private static final Duration GRACE = Duration.ofSeconds(5);

  public final MovableClock clock;
  public final InMemoryStorage memory;
  public final ObservedStorage storage;
  public final SeededIds ids;
  public final ArrivalPolicy policy = new ArrivalPolicy();
  public final FixedRegistry<MatchmakingPolicy> policies = FixedRegistry.of("arrival", policy);
  public final FixedRegistry<GameRunner> runners =
      FixedRegistry.of("netplay", new FakeCoordinatedGame());
  public final SigningDomain domain =
      new SigningDomain("NoJohns", "1", BigInteger.valueOf(143), wallet(99));
  public final InMemoryReplayStore recordings = new InMemoryReplayStore();
  public final Presence presence;
  public final Ratings ratings;
  public final Streams streams;
  public final Matches matches;
  public final Rematches rematches;
  public final ReplayIntake replays;
  public final Settlement settlement;
  public final Wagers wagers;
  public final Queue queue;
  public final SteppedDeadlineRunner deadlines;
  public final DeadlineHandler due;

  /** Runs what follows when the queue answers. */
  public volatile Executor answers = Runnable::run;

  /** Two agents that were paired. */
  public record Paired(MatchId match, TicketId p1, TicketId p2) {
    public TicketId ticket(Side side) {
      return side == Side.P1 ? p1 : p2;
    }
  }

  /** What a test may choose. */
  public record Rules(int maxWaiting, StreamSettings streams, ReplaySettings replays) {
    /** The usual rules; streams are dropped at once, so that no test has to wait. */
    public static Rules usual() {
      return new Rules(1000, upload(UploadRule.POLLED_ADDRESS), replays(1000, true));
    }

    public static StreamSettings upload(UploadRule rule) {
      return new StreamSettings(rule, 3, Duration.ofMillis(1), Duration.ofSeconds(10));
    }

    public static ReplaySettings replays(int maxBytes, boolean checkStart) {
      return new ReplaySettings(maxBytes, checkStart, Duration.ofMinutes(5));
    }

    public Rules maxWaiting(int most) {
      return new Rules(most, streams, replays);
    }

    public Rules streams(StreamSettings other) {
      return new Rules(maxWaiting, other, replays);
    }

    public Rules replays(ReplaySettings other) {
      return new Rules(maxWaiting, streams, other);
    }
  }

  public Arena() {
    this(Rules.usual());
  }

  public Arena(Rules rules) {
    this(rules, new InMemoryStorage(), new MovableClock(), new SeededIds(7));
  }

  private Arena(Rules rules, InMemoryStorage memory, MovableClock clock, SeededIds ids) {
    this.memory = memory;
    this.storage = new ObservedStorage(memory);
    this.clock = clock;
    this.ids = ids;
    presence = new Presence(clock.elapsing());
    Commits commits = new Commits(storage);
    ratings = new Ratings(storage, new Elo(), commits);
    Bookings bookings = new Bookings(ids, new MatchSettings(MATCH_TIMEOUT));
    MatchEnding ending = new MatchEnding(ratings);
    streams = new Streams(storage, presence, rules.streams(), clock);
    matches =
        new Matches(
            storage,
            runners,
            ending,
            presence,
            new MatchSettings(MATCH_TIMEOUT),
            streams,
            clock,
            commits);
    rematches = new Rematches(storage, runners, bookings, presence, clock);
    replays =
        new ReplayIntake(
            storage,
            recordings,
            runners,
            new MatchDisputes(ending, presence, streams),
            rules.replays(),
            clock);
    settlement =
        new Settlement(storage, new FakeSignatureRecovery(), new SigningSettings(domain), clock);
    wagers =
        new Wagers(
            storage,
            new WagerSettings(
                WagerSettings.DEFAULT_PROPOSAL_WINDOW, WagerSettings.DEFAULT_ANSWER_WINDOW),
            new WagerCheck(Optional.empty()),
            clock);
    HostedParts hosted = new HostedParts(storage, ratings, ids, clock);
    queue =
        new Queue(
            new QueueSettings(
                QUEUE,
                "arrival",
                "netplay",
                QueueSettings.DEFAULT_TICKET_TIMEOUT,
                rules.maxWaiting()),
            new Queue.Parts(
                storage,
                policies,
                runners,
                bookings,
                ratings,
                presence,
                ids,
                clock,
                commits,
                hosted.offers),
            task -> answers.execute(task));
    queue.start();
    Queues queues = new Queues(List.of(queue));
    HostedSeries series = hosted.series(queues);
    deadlines = new SteppedDeadlineRunner(memory);
    due =
        new DueDeadlines(
            matches,
            wagers,
            queues,
            NoRooms.turns(storage, clock),
            series,
            hosted.challenges(queues, series),
            hosted.retention(),
            NoChain.sender(storage, clock));
    deadlines.start(due);
  }

  /** Another process over the same storage, after this one stopped. */
  public Arena restarted() {
    close();
    return new Arena(Rules.usual(), memory, clock, ids);
  }

  public static WalletAddress wallet(int number) {
    return WalletAddress.parse(String.format("0x%040x", number));
  }

  /** A request of an agent without a wallet. */
  public static JoinRequest request(String code) {
    return request(code, Optional.empty(), Optional.empty());
  }

  /** A request with a wallet or an idempotency key. */
  public static JoinRequest request(
      String code, Optional<WalletAddress> wallet, Optional<String> key) {
    return new JoinRequest(
        code, Optional.of("fox"), wallet, Optional.empty(), Optional.empty(), key, ADDRESS);
  }

  public Ticket join(String code) {
    return by(queue.join(request(code))).ticket();
  }

  /** Joins with a wallet. */
  public Ticket join(String code, int wallet) {
    return by(queue.join(request(code, Optional.of(wallet(wallet)), Optional.empty()))).ticket();
  }

  public TicketView poll(TicketId ticket) {
    return queue.find(ticket, ADDRESS);
  }

  /** Pairs A#1 and B#2, whose wallets are 1 and 2. */
  public Paired pair() {
    return pair("A#1", 1, "B#2", 2);
  }

  public Paired pair(String p1, int wallet1, String p2, int wallet2) {
    Ticket first = join(p1, wallet1);
    Ticket second = join(p2, wallet2);
    return new Paired(second.booking().orElseThrow().match(), first.id(), second.id());
  }

  public static Report won() {
    return new Report(Outcome.WON, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Report lost() {
    return new Report(Outcome.LOST, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A report of a game that was played to its end. */
  public static Report score(int own, int other) {
    return new Report(Outcome.COMPLETED, Optional.of(90.0), Optional.of(own), Optional.of(other));
  }

  /** A match that side p1 won. */
  public Match completed(Paired paired) {
    matches.report(paired.match(), paired.p1(), score(3, 1));
    matches.report(paired.match(), paired.p2(), score(1, 3));
    return match(paired);
  }

  /** A match of which both claim that they won it. */
  public Match disputed(Paired paired) {
    matches.report(paired.match(), paired.p1(), won());
    matches.report(paired.match(), paired.p2(), won());
    return match(paired);
  }

  public Match match(Paired paired) {
    return matches.view(paired.match()).match();
  }

  public Match match(MatchId id) {
    return matches.view(id).match();
  }

  /** What storage says, in a transaction that is not counted. */
  public <T> T stored(java.util.function.Function<Transaction, T> question) {
    return memory.read(question::apply);
  }

  public <E extends DomainEvent> List<E> events(Class<E> kind) {
    return memory.events().stream()
        .map(PublishedEvent::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Moves the clock and handles what fell due. */
  public void pass(Duration time) {
    clock.advance(time);
    deadlines.step(clock.instant());
  }

  @Override
  public void close() {
    deadlines.close();
    queue.stop(GRACE);
    streams.close();
  }
}
