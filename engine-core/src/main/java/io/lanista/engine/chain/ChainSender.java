package io.lanista.engine.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.event.Subject;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Does on chain what is to be done there, a bounded turn at a time. All it knows is in the storage,
 * so that any engine may take the next turn. Thread-safe: two turns at once do no harm.
 */
public final class ChainSender {
  /** What its deadline is about. */
  public static final Subject SUBJECT = new Subject("chain", "sender");

  static final String CONSUMER = "chain";

  private static final System.Logger LOG = System.getLogger(ChainSender.class.getName());

  /** After that a turn begins nothing any more. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

  private final Storage storage;
  private final Optional<Work> work;
  private final ChainSettings settings;
  private final ChainHealth health;
  private final Clock clock;
  private final RandomGenerator random;
  private final AtomicInteger failures = new AtomicInteger();

  /** The parts of a turn. */
  private record Work(
      Chain chain,
      EventIntake intake,
      ReceiptFollower follower,
      OutgoingTransactions outgoing,
      NewTransactions taking) {
    static Work of(
        Storage storage, Chain chain, ChainSettings settings, ChainHealth health, Clock clock) {
      OutgoingTransactions outgoing =
          new OutgoingTransactions(storage, chain, settings, health, clock);
      return new Work(
          chain,
          new EventIntake(storage, chain),
          new ReceiptFollower(storage, chain, settings, health, clock),
          outgoing,
          new NewTransactions(storage, chain, outgoing, clock));
    }
  }

  @Inject
  public ChainSender(
      Storage storage,
      Optional<Chain> chain,
      ChainSettings settings,
      ChainHealth health,
      Clock clock) {
    this(storage, chain, settings, health, clock, () -> ThreadLocalRandom.current().nextLong());
  }

  /** Makes one whose pauses are drawn as a test says. */
  ChainSender(
      Storage storage,
      Optional<Chain> chain,
      ChainSettings settings,
      ChainHealth health,
      Clock clock,
      RandomGenerator random) {
    this.storage = storage;
    this.work = chain.map(configured -> Work.of(storage, configured, settings, health, clock));
    this.settings = settings;
    this.health = health;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Sees to it that turns are taken, or that nothing waits for them if no chain is configured; to
   * be called when an engine starts that owns its database.
   */
  public void start() {
    storage.transact(
        tx -> {
          if (work.isPresent()) {
            // A consumer that is known keeps the events that it has not read from being pruned.
            tx.outbox().advance(CONSUMER, tx.outbox().cursor(CONSUMER));
            tx.deadlines().set(new Deadline(SUBJECT, Deadline.Kind.CHAIN, clock.instant()));
          } else {
            tx.outbox().forget(CONSUMER);
            tx.deadlines().cancel(SUBJECT, Deadline.Kind.CHAIN);
          }
          return null;
        });
  }

  /** Takes one turn; answers when the next one is due. Empty if no chain is configured. */
  public Optional<Instant> turn(Deadline deadline) {
    return work.map(this::turn);
  }

  private Instant turn(Work work) {
    Instant end = clock.instant().plus(LONGEST_TURN);
    work.intake().take();
    try {
      ChainHead head = work.chain().head();
      health.saw(head);
      work.follower().follow(head, end);
      int unmined = work.outgoing().send(head);
      work.taking().take(head, unmined, end);
    } catch (ChainException trouble) {
      return later(trouble);
    }
    if (failures.getAndSet(0) > 0) {
      LOG.log(Level.INFO, "The chain's work goes on.");
    }
    Instant next = clock.instant().plus(settings.pollInterval());
    health.works(clock.instant(), next);
    return next;
  }

  /** Trouble with the chain fails nothing: what was begun is found in the storage. */
  private Instant later(ChainException trouble) {
    int times = failures.incrementAndGet();
    if (times == 1) {
      LOG.log(Level.WARNING, "The chain's work waits: " + trouble.getMessage());
    }
    Instant now = clock.instant();
    Instant next = now.plus(BackOff.after(times, random));
    health.waits(trouble, now, next);
    return next;
  }
}
