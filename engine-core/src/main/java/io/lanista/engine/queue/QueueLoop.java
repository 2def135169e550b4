package io.lanista.engine.queue;

import io.lanista.engine.match.Presence;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.storage.Storage;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The one owner of a queue: takes what came in since the last round as a batch, has it paired, and
 * commits joins and pairings in one transaction before it answers any of them (group commit).
 * Memory follows the commit, never precedes it; after a failed commit it is rebuilt from storage.
 */
final class QueueLoop {
  private static final System.Logger LOG = System.getLogger(QueueLoop.class.getName());
  private static final int LARGEST_BATCH = 256;
  private static final int INBOX = 8192;

  /** How often an idle loop tries again what failed, such as opening a pool. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /**
   * The least wait between two rounds that only time calls for, against policies that never rest.
   */
  private static final Duration LEAST_WAIT = Duration.ofMillis(10);

  /** How long a ticket is not paired after the game failed for its pair the first time. */
  private static final Duration ASIDE = Duration.ofSeconds(5);

  /** So many impossible pairings are told about. */
  private static final int SHOWN = 5;

  private final QueueSettings settings;
  private final Storage storage;
  private final WaitingRoom room;
  private final Admission admission;
  private final Pool pool;
  private final Entrance entrance;
  private final Booker booker;
  private final Presence presence;
  private final Clock clock;
  private final Executor answers;

  private final BlockingQueue<Command> inbox = new ArrayBlockingQueue<>(INBOX);
  private final Thread thread;
  private volatile boolean stopping;
  private boolean loaded;
  private String lastComplaint = "";

  QueueLoop(
      QueueSettings settings,
      Storage storage,
      WaitingRoom room,
      Admission admission,
      Function<Pool.LookUp, Pool> pool,
      Entrance entrance,
      Booker booker,
      Presence presence,
      Clock clock,
      Executor answers) {
    this.settings = settings;
    this.storage = storage;
    this.room = room;
    this.admission = admission;
    this.entrance = entrance;
    this.pool = pool.apply(this::lookUp);
    this.booker = booker;
    this.presence = presence;
    this.clock = clock;
    this.answers = answers;
    this.thread = new Thread(this::run, "queue-" + settings.name());
  }

  /** Starts taking turns on a thread of its own; {@link #load} first. */
  void start() {
    thread.start();
  }

  /** Lets the loop finish what it took in, and ends it; waits at most {@code grace}. */
  void stop(Duration grace) {
    stopping = true;
    wake();
    try {
      thread.join(grace.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has the loop look around now, as after a change of plugins; if its inbox is full, it does. */
  void wake() {
    inbox.offer(new Command.Wake(new CompletableFuture<>()));
  }

  /**
   * Hands a command over.
   *
   * @throws EngineException BUSY or SHUTTING_DOWN
   */
  void submit(Command command) {
    if (stopping) {
      throw stopped();
    }
    if (!inbox.offer(command)) {
      throw new EngineException(
          ErrorCode.BUSY, "Too many joins are waiting to be written; try again in a second.");
    }
    // The loop may have looked for the last time before the command came.
    if (stopping && inbox.remove(command)) {
      throw stopped();
    }
  }

  private static EngineException stopped() {
    return new EngineException(
        ErrorCode.SHUTTING_DOWN, "This server is stopping; try again in a moment.");
  }

  private void run() {
    try {
      while (!stopping || !inbox.isEmpty()) {
        turn(patience());
      }
    } catch (InterruptedException stopped) {
      LOG.log(Level.DEBUG, "Queue " + settings.name() + " was interrupted.");
    }
    pool.discard();
    List<Command> late = new ArrayList<>();
    inbox.drainTo(late);
    refuseAll(late, stopped());
  }

  /**
   * Waits at most so long for commands, and handles those there are, or what time calls for. All
   * there is to the owner's thread, so whoever calls this instead is the owner.
   */
  void turn(Duration atMost) throws InterruptedException {
    List<Command> commands = take(atMost);
    try {
      round(commands);
    } catch (Throwable defect) {
      if (!isStorage(defect)) {
        complain("its last batch failed: " + defect.getMessage(), defect);
      }
      refuseAll(commands, defect);
      loaded = false;
      pool.discard();
    }
  }

  /** The storage says by itself, and once, that it does not work. */
  private static boolean isStorage(Throwable thrown) {
    return thrown instanceof EngineException known && known.code() == ErrorCode.STORAGE_UNAVAILABLE;
  }

  /** Whether no command waits. */
  boolean isIdle() {
    return inbox.isEmpty();
  }

  /** A ticket's place in line; empty if it does not wait. */
  Optional<Integer> position(TicketId id) {
    return room.find(id).map(waiting -> room.position(waiting.ticket()));
  }

  private List<Command> take(Duration atMost) throws InterruptedException {
    List<Command> commands = new ArrayList<>();
    Command first = inbox.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      commands.add(first);
      inbox.drainTo(commands, LARGEST_BATCH - 1);
    }
    return commands;
  }

  /** How long the next turn may wait for commands. */
  Duration patience() {
    Duration until =
        pool.nextChange().map(at -> Duration.between(clock.instant(), at)).orElse(IDLE);
    if (until.compareTo(LEAST_WAIT) < 0) {
      return LEAST_WAIT;
    }
    return until.compareTo(IDLE) < 0 ? until : IDLE;
  }

  private void round(List<Command> commands) {
    if (!loaded) {
      load();
    }
    boolean timeIsUp = pool.nextChange().filter(at -> !at.isAfter(clock.instant())).isPresent();
    boolean rebuild = room.size() > 1 && pool.isStale();
    if (commands.isEmpty() && !timeIsUp && !rebuild) {
      return;
    }
    if (commands.stream().anyMatch(Command.Wake.class::isInstance)) {
      forgive();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Batch batch = new Batch(room);
    Answers results = admission.admit(commands, batch, pool.usesRatings(), now);
    Writing writing = pair(batch, results, now);
    if (!batch.isEmpty()) {
      commit(batch, writing, results);
    }
    explain(commands, results, now);
    tell(results.after(batch, this::view));
  }

  /** Finds out what is not known of those who wait; who plays meanwhile waits no longer. */
  private void lookUp(Collection<Waiting> waiting, boolean withRatings) {
    entrance
        .complete(waiting, withRatings)
        .forEach(player -> inbox.offer(new Command.Withdraw(player, new CompletableFuture<>())));
  }

  private void explain(List<Command> commands, Answers results, Instant now) {
    for (Command command : commands) {
      if (command instanceof Command.Explain ask) {
        results.answered(ask.answer(), explanation(ask.ticket(), now));
      }
    }
  }

  /** The batch is committed: a policy that fails now must not fail its joins. */
  private Optional<Explanation> explanation(TicketId ticket, Instant now) {
    try {
      return room.find(ticket).flatMap(waiting -> pool.explain(waiting.ticket().number(), now));
    } catch (EngineException failed) {
      complain("it cannot say why somebody waits: " + failed.getMessage());
      pool.discard();
      return Optional.empty();
    }
  }

  /**
   * Whoever was set aside is offered again: the game that failed for them may be another one now.
   */
  private void forgive() {
    Instant now = clock.instant();
    List<Waiting> aside =
        room.all().stream().filter(waiting -> waiting.asideUntil().isAfter(now)).toList();
    if (!aside.isEmpty()) {
      aside.forEach(Waiting::forgive);
      pool.discard();
    }
  }

  private Writing pair(Batch batch, Answers results, Instant now) {
    try {
      List<Pairing> pairings = pool.offer(batch.added(), batch.removed(), now);
      Booker.Booked unbooked = booker.book(batch, pairings, now);
      if (unbooked.failed().isEmpty() && unbooked.refused().isEmpty()) {
        lastComplaint = "";
        return unbooked.writing();
      }
      if (unbooked.failed().isEmpty()) {
        complain(
            "policy "
                + settings.policy()
                + " proposed pairings that are not possible: "
                + unbooked.refused().stream().limit(SHOWN).toList()
                + (unbooked.refused().size() > SHOWN
                    ? " and " + (unbooked.refused().size() - SHOWN) + " more"
                    : ""));
      }
      unbooked.failed().forEach(pair -> setAside(pair, batch, results, now));
      // What was proposed in vain has left the pool: the next round opens another one.
      pool.discard();
      return unbooked.writing();
    } catch (EngineException failed) {
      complain("it pairs nobody at the moment: " + failed.getMessage());
      results.takeBackJoins(batch, failed);
      pool.discard();
      return Writing.NOTHING;
    }
  }

  /**
   * Keeps a pair that the game fails for from blocking everyone behind it. Who asked just now is
   * told; who waits already goes on waiting and is not paired for a while. The two come back at
   * different times, because only one may be at fault.
   */
  private void setAside(Booker.Failed pair, Batch batch, Answers results, Instant now) {
    complain("a pair is set aside: " + pair.reason().getMessage());
    Duration aside = ASIDE;
    for (Waiting one : List.of(pair.second(), pair.first())) {
      if (!results.takeBackJoins(batch, one.ticket().id()::equals, pair.reason())) {
        one.setAside(now, aside);
        aside = aside.multipliedBy(2);
      }
    }
  }

  private void commit(Batch batch, Writing writing, Answers results) {
    try {
      Set<Waiting> lost = write(batch, writing);
      while (!lost.isEmpty()) {
        // Fewer bookings are left each time.
        lose(lost, batch, writing, results);
        lost = write(batch, writing);
      }
    } catch (RuntimeException failed) {
      writing.failed();
      throw failed;
    }
    batch.settle();
    writing.written();
  }

  /** Writes all, or nothing if some of the booked play elsewhere by now. */
  private Set<Waiting> write(Batch batch, Writing writing) {
    return storage.transact(
        tx -> {
          Set<Waiting> lost = writing.lost(tx);
          if (lost.isEmpty()) {
            tx.tickets().insert(batch.inserts());
            tx.tickets().update(batch.updates());
            writing.write(tx);
          }
          return lost;
        });
  }

  /** Whom another match was faster to get waits no longer; whom it was to meet waits on. */
  private void lose(Set<Waiting> lost, Batch batch, Writing writing, Answers results) {
    for (Writing.Pair pair : writing.without(lost)) {
      for (Waiting waiting : pair.both()) {
        batch.unbook(waiting);
        if (lost.contains(waiting)) {
          results.takeBackJoins(
              batch,
              waiting.ticket().id()::equals,
              new EngineException(
                  ErrorCode.ALREADY_PLAYING, "You are in a match of this game; finish it first."));
          batch
              .ofAgent(waiting.ticket().entrant().agentKey())
              .ifPresent(still -> batch.end(still, TicketStatus.CANCELLED));
        }
      }
    }
    // The others have left the pool.
    pool.discard();
  }

  private void tell(List<Runnable> told) {
    if (!told.isEmpty()) {
      Runnable all = () -> told.forEach(Runnable::run);
      try {
        answers.execute(all);
      } catch (RejectedExecutionException | OutOfMemoryError noThread) {
        // What is durable must be answered, even late in a shutdown, or when the machine has no
        // thread left, which Java says with that Error.
        all.run();
      }
    }
  }

  /** The ticket with its place in line. */
  TicketView view(Ticket ticket) {
    return new TicketView(
        ticket,
        ticket.status() == TicketStatus.WAITING
            ? Optional.of(room.position(ticket))
            : Optional.empty());
  }

  private void refuseAll(List<Command> commands, Throwable cause) {
    EngineException reason =
        cause instanceof EngineException known
            ? known
            : new EngineException(
                ErrorCode.INTERNAL, "The queue failed; the operator's log says why.", cause);
    tell(
        commands.stream()
            .<Runnable>map(c -> () -> c.answer().completeExceptionally(reason))
            .toList());
  }

  /**
   * Rebuilds memory from storage. Everyone who waits gets a fresh allowance; who does not wait any
   * more is told, because a commit that failed may have been made all the same.
   */
  void load() {
    record Stored(long lastNumber, List<Ticket> waiting, List<Ticket> ended) {}
    Map<TicketId, Waiting> known = new HashMap<>();
    room.all().forEach(w -> known.put(w.ticket().id(), w));
    Stored stored =
        storage.read(
            tx -> {
              List<Ticket> waiting = tx.tickets().waiting(settings.name());
              Set<TicketId> gone = new HashSet<>(known.keySet());
              waiting.forEach(ticket -> gone.remove(ticket.id()));
              return new Stored(
                  tx.tickets().lastNumber(settings.name()),
                  waiting,
                  gone.stream().flatMap(id -> tx.tickets().find(id).stream()).toList());
            });
    admission.continueAfter(stored.lastNumber());
    Instant now = presence.now();
    room.replace(
        stored.waiting().stream()
            .map(
                ticket ->
                    known.getOrDefault(ticket.id(), new Waiting(ticket, OptionalInt.empty(), now)))
            .toList());
    loaded = true;
    tell(
        stored.ended().stream()
            .flatMap(
                ticket ->
                    known.get(ticket.id()).end(ticket).stream()
                        .<Runnable>map(watcher -> () -> watcher.complete(ticket)))
            .toList());
  }

  /** Logs a lasting trouble once, not once a round. */
  private void complain(String what) {
    if (!what.equals(lastComplaint)) {
      lastComplaint = what;
      LOG.log(Level.WARNING, "Queue " + settings.name() + ": " + what);
    }
  }

  private void complain(String what, Throwable cause) {
    if (!what.equals(lastComplaint)) {
      lastComplaint = what;
      LOG.log(Level.ERROR, "Queue " + settings.name() + ": " + what, cause);
    }
  }
}
