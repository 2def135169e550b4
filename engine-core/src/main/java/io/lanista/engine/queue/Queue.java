package io.lanista.engine.queue;

import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.Presence;
import io.lanista.engine.match.Runners;
import io.lanista.engine.memory.Commits;
import io.lanista.engine.memory.Remembered;
import io.lanista.engine.memory.Topic;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.series.Offers;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A queue of agents that want to play. Thread-safe.
 *
 * <p>Joins and leaves are answered once they are durable. A poll of a waiting ticket touches memory
 * alone, and so do further polls of one that waits no longer.
 */
public final class Queue {
  /** A ticket takes less than a kilobyte. */
  private static final int MOST_REMEMBERED = 8192;

  private final QueueSettings settings;
  private final Storage storage;
  private final Presence presence;
  private final Clock clock;
  private final Registry<MatchmakingPolicy> policies;
  private final Registry<GameRunner> runners;
  private final WaitingRoom room = new WaitingRoom();
  private final Remembered<TicketId, Stored> stored;
  private final QueueLoop loop;

  /** What a queue is built on. */
  public record Parts(
      Storage storage,
      Registry<MatchmakingPolicy> policies,
      Registry<GameRunner> runners,
      Bookings bookings,
      Ratings ratings,
      Presence presence,
      IdSource ids,
      Clock clock,
      Commits commits,
      Offers offers) {}

  /**
   * Makes a queue that is not running yet.
   *
   * @param answers runs what follows when a join is answered, off the owner's thread
   */
  public Queue(QueueSettings settings, Parts parts, Executor answers) {
    this.settings = settings;
    this.storage = parts.storage();
    this.presence = parts.presence();
    this.clock = parts.clock();
    this.policies = parts.policies();
    this.runners = parts.runners();
    this.stored = new Remembered<>(parts.commits(), (id, at) -> at.topics(), MOST_REMEMBERED);
    Entrance entrance = new Entrance(settings, parts.runners(), storage, parts.ratings());
    this.loop =
        new QueueLoop(
            settings,
            storage,
            room,
            new Admission(settings, room, entrance, presence, parts.ids()),
            lookUp -> new Pool(settings.name(), settings.policy(), parts.policies(), room, lookUp),
            entrance,
            new Booker(
                settings, parts.runners(), parts.bookings(), presence, parts.offers(), storage),
            presence,
            clock,
            answers);
  }

  /** The owner of this queue, for whoever runs it otherwise than on a thread of its own. */
  QueueLoop loop() {
    return loop;
  }

  public QueueName name() {
    return settings.name();
  }

  /** Loads who waits and starts pairing. */
  public void start() {
    open();
    loop.start();
    policies.onChange(loop::wake);
    runners.onChange(loop::wake);
  }

  /** Loads who waits and sees to their sweeping; nobody is paired before the loop runs. */
  void open() {
    loop.load();
    storage.transact(
        tx -> {
          tx.deadlines().set(new Deadline(subject(), Deadline.Kind.QUEUE_SWEEP, nextSweep()));
          return null;
        });
  }

  /** Refuses new commands, finishes those taken in; waits at most {@code grace}. */
  public void stop(Duration grace) {
    loop.stop(grace);
  }

  /** How many wait. */
  public int size() {
    return room.size();
  }

  /**
   * Joins. The answer comes once the ticket, and its match if it got one, is durable.
   *
   * @return completed exceptionally with an {@link EngineException}: INVALID_CONNECT_CODE,
   *     IDEMPOTENCY_CONFLICT, BUSY, INVALID_REQUEST, ALREADY_PLAYING, COOLING_DOWN,
   *     FIGHTER_NOT_FOUND, PLUGIN_FAILED, WORLD_UNAVAILABLE, STORAGE_UNAVAILABLE or SHUTTING_DOWN
   */
  public CompletableFuture<TicketView> join(JoinRequest request) {
    CompletableFuture<TicketView> answer = new CompletableFuture<>();
    return submitted(new Command.Join(request, answer), answer);
  }

  /** Leaves; true only if the ticket was waiting. */
  public CompletableFuture<Boolean> leave(TicketId ticket) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    return room.find(ticket).isEmpty()
        ? CompletableFuture.completedFuture(false)
        : submitted(new Command.Leave(ticket, answer), answer);
  }

  /** What a registered player waits with here, from memory; never waits. */
  public Optional<TicketView> ofPlayer(PlayerId player) {
    return room.ofAgent(player.value().toString()).map(waiting -> loop.view(waiting.ticket()));
  }

  boolean isWaiting(PlayerId player) {
    return room.ofAgent(player.value().toString()).isPresent();
  }

  /**
   * Why a ticket still waits, as the policy says.
   *
   * @return empty if it does not wait here, or the policy cannot be asked now
   */
  public CompletableFuture<Optional<Explanation>> explain(TicketId ticket) {
    CompletableFuture<Optional<Explanation>> answer = new CompletableFuture<>();
    return room.find(ticket).isEmpty()
        ? CompletableFuture.completedFuture(Optional.empty())
        : submitted(new Command.Explain(ticket, answer), answer);
  }

  /** Whose plugin contribution plays what is paired here. */
  public String runner() {
    return settings.runner();
  }

  /** The policy that pairs who waits here. */
  public String policy() {
    return settings.policy();
  }

  /** Whether what is played here has no effect on ratings. */
  public boolean isTraining() {
    return settings.training();
  }

  /**
   * The game that is played here on this engine, by registered players.
   *
   * @throws EngineException PLUGIN_FAILED if it is not there, or is played elsewhere
   */
  public String hostedGame() {
    try (Lease<GameRunner> lease = runners.lease(settings.runner())) {
      return lease.call("game", Runners::hostedGame);
    }
  }

  /** Whether this game is played here; false when in doubt. */
  boolean hosts(String game) {
    try {
      return hostedGame().equals(game);
    } catch (EngineException otherwise) {
      return false;
    }
  }

  CompletableFuture<Boolean> comeBack(Ticket ticket, MatchId match) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    return submitted(new Command.Return(ticket, match, answer), answer);
  }

  CompletableFuture<Boolean> withdraw(PlayerId player) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    return submitted(new Command.Withdraw(player, answer), answer);
  }

  CompletableFuture<Void> reconsider(PlayerId player) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    return submitted(new Command.Reconsider(player, answer), answer);
  }

  /** Expires tickets nobody asked for lately; answers how many. */
  public CompletableFuture<Integer> sweep() {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    return submitted(new Command.Sweep(answer), answer);
  }

  /** When the next sweep is due. */
  public Instant nextSweep() {
    Duration step = settings.ticketTimeout().dividedBy(10);
    return clock.instant().plus(step.toSeconds() < 1 ? Duration.ofSeconds(1) : step);
  }

  /** The subject of this queue's deadlines. */
  public Subject subject() {
    return Subject.queue(settings.name());
  }

  /**
   * A ticket from memory; never waits. If it waits here, that counts as a sign of life. Empty if it
   * has to be looked up.
   */
  public Optional<TicketView> poll(TicketId id, String address) {
    return room.find(id)
        .map(
            waiting -> {
              waiting.seen(presence.now(), address);
              return loop.view(waiting.ticket());
            })
        .or(() -> recall(id, address));
  }

  private Optional<TicketView> recall(TicketId id, String address) {
    stored
        .recall(id)
        .flatMap(Stored::playing)
        .ifPresent(match -> presence.seenFrom(match, address));
    // Again: if the match ended meanwhile, it may have been forgotten before we remembered it.
    return stored.recall(id).map(known -> loop.view(known.ticket()));
  }

  /**
   * A ticket in any state, from storage if it does not wait.
   *
   * @throws EngineException TICKET_NOT_FOUND
   */
  public TicketView find(TicketId id, String address) {
    return poll(id, address)
        .orElseGet(
            () -> {
              Stored found = stored.get(id, () -> storage.read(tx -> stored(tx, id)));
              found.playing().ifPresent(match -> seen(match, address));
              found.over().ifPresent(presence::forget);
              return loop.view(found.ticket());
            });
  }

  private void seen(MatchId match, String address) {
    if (presence.seenFrom(match, address)
        && storage.read(tx -> tx.matches().find(match)).stream()
            .anyMatch(m -> m.status() != MatchStatus.PLAYING)) {
      // It ended meanwhile, and was forgotten before we remembered it.
      presence.forget(match);
    }
  }

  /** A stored ticket, and its match while that is played. */
  private record Stored(Ticket ticket, Optional<MatchId> playing) {
    /** Its match, if that is no longer played. */
    Optional<MatchId> over() {
      return playing.isPresent() ? Optional.empty() : ticket.booking().map(Ticket.Booking::match);
    }

    /** Nothing is told of how a wait ends but by a match: then the next look is at the storage. */
    List<Topic> topics() {
      if (ticket.status() == TicketStatus.WAITING) {
        return List.of();
      }
      List<Topic> all = new ArrayList<>(2);
      // A rematch books tickets again.
      all.add(Topic.bookings(ticket.entrant().connectCode()));
      ticket.booking().ifPresent(booking -> all.add(Topic.match(booking.match())));
      return all;
    }
  }

  private Stored stored(Transaction tx, TicketId id) {
    Ticket ticket =
        tx.tickets()
            .find(id)
            .filter(t -> t.queue().equals(settings.name()))
            .orElseThrow(
                () ->
                    new EngineException(
                        ErrorCode.TICKET_NOT_FOUND,
                        "There is no queue entry with this id; join again."));
    return new Stored(
        ticket,
        ticket
            .booking()
            .flatMap(b -> tx.matches().find(b.match()))
            .filter(m -> m.status() == MatchStatus.PLAYING)
            .map(Match::id));
  }

  /**
   * Waits until a ticket stops waiting, at most so long. Counts as a sign of life at both ends.
   *
   * @return the ticket as it is then; empty if it does not wait here
   */
  public Optional<CompletableFuture<TicketView>> await(
      TicketId id, Duration atMost, String address) {
    return room.find(id)
        .map(
            waiting -> {
              waiting.seen(presence.now(), address);
              Optional<CompletableFuture<Ticket>> watcher = waiting.watch();
              if (watcher.isEmpty()) {
                return CompletableFuture.completedFuture(loop.view(waiting.ticket()));
              }
              return watcher
                  .get()
                  .completeOnTimeout(waiting.ticket(), atMost.toMillis(), TimeUnit.MILLISECONDS)
                  .thenApply(
                      ticket -> {
                        waiting.seen(presence.now(), address);
                        return loop.view(ticket);
                      });
            });
  }

  /** Answers everyone who waits for a change now, because this process is stopping. */
  public void releaseWatchers() {
    room.all().forEach(Waiting::release);
  }

  private <T> CompletableFuture<T> submitted(Command command, CompletableFuture<T> answer) {
    try {
      loop.submit(command);
      return answer;
    } catch (EngineException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }
}
