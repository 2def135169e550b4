package io.lanista.engine.plugin;

import static io.lanista.engine.Answered.by;

import io.lanista.engine.MovableClock;
import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.MatchDisputes;
import io.lanista.engine.match.MatchEnding;
import io.lanista.engine.match.MatchSettings;
import io.lanista.engine.match.Matches;
import io.lanista.engine.match.Presence;
import io.lanista.engine.memory.Commits;
import io.lanista.engine.player.Players;
import io.lanista.engine.queue.Explanation;
import io.lanista.engine.queue.JoinRequest;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.QueueSettings;
import io.lanista.engine.queue.TicketView;
import io.lanista.engine.rating.Elo;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.replay.ReplayIntake;
import io.lanista.engine.replay.ReplaySettings;
import io.lanista.engine.series.HostedParts;
import io.lanista.engine.series.Preferences;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.series.Format;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The core over real plugins: for each plugin a queue of the same name, paired and played by that
 * plugin; {@code -hosted} after it means that the plugin plays it here.
 */
final class Hall implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Report WON =
      new Report(Outcome.WON, Optional.empty(), Optional.empty(), Optional.empty());

  final InMemoryStorage storage = new InMemoryStorage();
  final MovableClock clock = new MovableClock();
  final Matches matches;
  private final Map<String, Queue> queues = new HashMap<>();
  private final ReplayIntake replays;
  private final AtomicInteger agents = new AtomicInteger();

  /** Where a match can be on its way. */
  enum Step {
    FIRST_JOIN,
    SECOND_JOIN,
    FIRST_REPORT,
    SECOND_REPORT,
    REPLAY
  }

  Hall(Registry<MatchmakingPolicy> policies, Registry<GameRunner> runners, String... names) {
    SeededIds ids = new SeededIds(7);
    MatchSettings settings = new MatchSettings(MatchSettings.DEFAULT_TIMEOUT);
    Presence presence = new Presence(clock);
    Commits commits = new Commits(storage);
    Ratings ratings = new Ratings(storage, new Elo(), commits);
    Bookings bookings = new Bookings(ids, settings);
    MatchEnding ending = new MatchEnding(ratings);
    matches =
        new Matches(storage, runners, ending, presence, settings, ended -> {}, clock, commits);
    replays =
        new ReplayIntake(
            storage,
            new InMemoryReplayStore(),
            runners,
            new MatchDisputes(ending, presence, ended -> {}),
            new ReplaySettings(1000, false, Duration.ofMinutes(5)),
            clock);
    Queue.Parts parts =
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
            new HostedParts(storage, ratings, ids, clock).offers);
    for (String name : names) {
      Queue queue =
          new Queue(
              new QueueSettings(
                  new QueueName(name),
                  name.replace("-hosted", ""),
                  name,
                  QueueSettings.DEFAULT_TICKET_TIMEOUT,
                  1000),
              parts,
              Runnable::run);
      queue.start();
      queues.put(name, queue);
    }
  }

  Queue queue(String name) {
    return queues.get(name);
  }

  /** One more agent joins. */
  CompletableFuture<TicketView> join(String queue) {
    String code = "A#" + agents.incrementAndGet();
    return queues
        .get(queue)
        .join(
            new JoinRequest(
                code,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "198.51.100.1"));
  }

  /** A registered player joins the queue of games that are played here. */
  CompletableFuture<TicketView> joinHosted(String queue, String username) {
    Players players = new Players(storage, new SeededIds(username.hashCode()), clock);
    return queues
        .get(queue)
        .join(
            JoinRequest.hosted(
                players.register(new Username(username)).player(),
                new FighterName("fox"),
                new Preferences(List.of(Format.BO3), OptionalInt.empty(), "{}"),
                Optional.empty(),
                "198.51.100.1"));
  }

  Ticket find(String queue, TicketId id) {
    return queues.get(queue).find(id, "198.51.100.1").ticket();
  }

  /** A match on its way, one step at a time. */
  final class Walk {
    private final String queue;
    private Ticket first;
    private Ticket second;

    Walk(String queue) {
      this.queue = queue;
    }

    void take(Step step) {
      switch (step) {
        case FIRST_JOIN -> first = by(join(queue)).ticket();
        case SECOND_JOIN -> second = by(join(queue)).ticket();
        case FIRST_REPORT -> matches.report(match(), first.id(), WON);
        case SECOND_REPORT -> matches.report(match(), second.id(), WON);
        case REPLAY ->
            replays.upload(
                match(),
                first.id(),
                (first.entrant().connectCode() + "," + second.entrant().connectCode())
                    .getBytes(StandardCharsets.UTF_8));
      }
    }

    /** What the first is told about its waiting. */
    Optional<Explanation> explained() {
      return by(queues.get(queue).explain(first.id()));
    }

    Match whole() {
      for (Step step : Step.values()) {
        take(step);
      }
      return matches.view(match()).match();
    }

    private MatchId match() {
      return find(queue, second.id()).booking().orElseThrow().match();
    }
  }

  Walk walk(String queue) {
    return new Walk(queue);
  }

  @Override
  public void close() {
    queues.values().forEach(queue -> queue.stop(GRACE));
  }
}
