package io.lanista.engine.event;

import io.lanista.ports.event.EventBus;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Carries committed events from the outbox to the bus, in order, at least once. Its place is
 * written once a second, not for every event: after a crash, the last second is published again.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(OutboxRelay.class.getName());
  private static final String CONSUMER = "bus";
  private static final int BATCH = 512;
  private static final Duration SAVE_EVERY = Duration.ofSeconds(1);

  private final Storage storage;
  private final EventBus bus;
  private final Semaphore signal = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "outbox-relay");
  private volatile boolean stopping;
  private boolean started;
  private long published;
  private long saved;

  @Inject
  public OutboxRelay(Storage storage, EventBus bus) {
    this.storage = storage;
    this.bus = bus;
  }

  /** Starts publishing, beginning with what was committed before. */
  public void start() {
    saved = storage.read(tx -> tx.outbox().cursor(CONSUMER));
    published = saved;
    storage.onEmit(
        () -> {
          if (signal.availablePermits() == 0) {
            signal.release();
          }
        });
    started = true;
    thread.start();
  }

  private void run() {
    long savedAt = System.nanoTime();
    while (!stopping) {
      try {
        if (signal.tryAcquire(SAVE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          signal.drainPermits();
        }
        publish();
        if (published > saved && System.nanoTime() - savedAt >= SAVE_EVERY.toNanos()) {
          save();
          savedAt = System.nanoTime();
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException failed) {
        LOG.log(
            Level.WARNING,
            "Events wait in the outbox, because it cannot be read: " + failed.getMessage());
        pause();
      } catch (Error defect) {
        // The relay must not end before the server does: the outbox would only grow.
        LOG.log(Level.ERROR, "Events wait in the outbox, because of a defect.", defect);
        pause();
      }
    }
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

  private void pause() {
    try {
      Thread.sleep(SAVE_EVERY.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes what is left and writes its place; waits at most a second. */
  @Override
  public void close() {
    stopping = true;
    signal.release();
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
