package io.lanista.engine.event;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.event.EventBus;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Carries committed events from the outbox to the bus, in order, at least once. What a commit hands
 * over is published without being read, as long as it follows what was published before; at a gap
 * and when nothing came for a second, the outbox is read. Its place is written once a second, not
 * for every event: after a crash, the last second is published again.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(OutboxRelay.class.getName());
  private static final String CONSUMER = "bus";
  private static final int BATCH = 512;

  /** Commits that may wait here; what does not fit is read from the outbox. */
  private static final int HANDED_OVER = 256;

  private static final Duration SAVE_EVERY = Duration.ofSeconds(1);

  private final Storage storage;
  private final EventBus bus;
  private final LongSupplier nanoTime;
  private final BlockingQueue<List<PublishedEvent>> handedOver =
      new ArrayBlockingQueue<>(HANDED_OVER);
  private final Thread thread = new Thread(this::run, "outbox-relay");
  private volatile boolean stopping;
  private boolean started;
  private long published;
  private long saved;
  private long savedAt;

  @Inject
  public OutboxRelay(Storage storage, EventBus bus) {
    this(storage, bus, System::nanoTime);
  }

  /**
   * Makes a relay with a sense of time of its own.
   *
   * @param nanoTime nanoseconds since any instant, never going back
   */
  OutboxRelay(Storage storage, EventBus bus, LongSupplier nanoTime) {
    this.storage = storage;
    this.bus = bus;
    this.nanoTime = nanoTime;
  }

  /** Starts publishing, beginning with what was committed before. */
  public void start() {
    open();
    started = true;
    thread.start();
  }

  /** Finds its place in the outbox. */
  void open() {
    saved = storage.read(tx -> tx.outbox().cursor(CONSUMER));
    published = saved;
    storage.onEmit(handedOver::offer);
    savedAt = nanoTime.getAsLong();
  }

  private void run() {
    try {
      while (!stopping) {
        List<PublishedEvent> next = handedOver.poll(SAVE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (!turn(next == null ? List.of() : next)) {
          Thread.sleep(SAVE_EVERY.toMillis());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Publishes what there is, and now and then writes its place. All there is to the relay's thread.
   *
   * @return whether it went well; if not, the same is tried again by the next turn
   */
  boolean turn() {
    List<PublishedEvent> next = handedOver.poll();
    return turn(next == null ? List.of() : next);
  }

  private boolean turn(List<PublishedEvent> first) {
    List<List<PublishedEvent>> commits = new ArrayList<>(List.of(first));
    handedOver.drainTo(commits);
    try {
      if (!commits.stream().allMatch(this::publish)) {
        publish();
      }
      if (published > saved && nanoTime.getAsLong() - savedAt >= SAVE_EVERY.toNanos()) {
        save();
        savedAt = nanoTime.getAsLong();
      }
      return true;
    } catch (RuntimeException failed) {
      LOG.log(
          // A storage that does not work says so by itself, and once.
          failed instanceof EngineException ? Level.DEBUG : Level.WARNING,
          "Events wait in the outbox, because it cannot be read: " + failed.getMessage());
    } catch (Error defect) {
      // The relay must not end before the server does: the outbox would only grow.
      LOG.log(Level.ERROR, "Events wait in the outbox, because of a defect.", defect);
    }
    return false;
  }

  /**
   * Publishes what a commit handed over.
   *
   * @return false if it does not follow what was published, and the outbox has to be read
   */
  private boolean publish(List<PublishedEvent> committed) {
    if (committed.isEmpty()) {
      return false;
    }
    long last = committed.get(committed.size() - 1).sequence();
    if (last <= published) {
      return true; // It was read meanwhile.
    }
    if (committed.get(0).sequence() != published + 1) {
      return false;
    }
    bus.publish(committed);
    published = last;
    return true;
  }

  private void publish() {
    List<PublishedEvent> events;
    do {
      long from = published;
      events = storage.read(tx -> tx.outbox().after(from, BATCH));
      if (!events.isEmpty()) {
        bus.publish(events);
        published = events.get(events.size() - 1).sequence();
      }
    } while (events.size() == BATCH && !stopping);
  }

  private void save() {
    long through = published;
    storage.transact(
        tx -> {
          tx.outbox().advance(CONSUMER, through);
          return tx.outbox().prune(through);
        });
    saved = through;
  }

  /** Publishes what is left and writes its place; waits at most a second. */
  @Override
  public void close() {
    stopping = true;
    handedOver.offer(List.of()); // If there is no room, it is awake.
    try {
      thread.join(SAVE_EVERY.toMillis());
      if (!started || thread.isAlive()) {
        return;
      }
      publish();
      if (published > saved) {
        save();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      LOG.log(
          Level.WARNING,
          "The last events stay in the outbox until the next start: " + failed.getMessage());
    }
  }
}
