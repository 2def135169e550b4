package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.room.RoomEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongFunction;

/**
 * The watchers of one room. Events are read and sent by one thread at a time, from the first one
 * that somebody lacks; everyone gets what is new to them. The lock is held for nothing else but
 * coming and going.
 */
final class RoomAudience {
  private static final Logger LOG = System.getLogger(RoomAudience.class.getName());

  private final LongFunction<List<RoomEvent>> eventsAfter;
  private final RoomEncoder encoder;
  private final Set<Seat> seats = new LinkedHashSet<>();
  private boolean running;
  private boolean again;
  private boolean failed;
  private boolean retired;

  /** A watcher and how far it is; moved only by whoever sends. */
  static final class Seat {
    private final RoomWatcher watcher;
    private volatile long position;

    Seat(RoomWatcher watcher, long position) {
      this.watcher = watcher;
      this.position = position;
    }
  }

  /**
   * An empty audience.
   *
   * @param eventsAfter the events of the room with higher ids, in order, as many as are read at
   *     once
   */
  RoomAudience(LongFunction<List<RoomEvent>> eventsAfter, RoomEncoder encoder) {
    this.eventsAfter = eventsAfter;
    this.encoder = encoder;
  }

  /** False if everyone had left before: another audience is needed. */
  synchronized boolean add(Seat seat) {
    return !retired && seats.add(seat);
  }

  /** True if nobody is left; nobody may come then. */
  synchronized boolean remove(Seat seat) {
    seats.remove(seat);
    retired |= seats.isEmpty();
    return retired;
  }

  synchronized boolean isRetired() {
    return retired;
  }

  synchronized int size() {
    return seats.size();
  }

  /** Whether somebody has not been shown the event of this id. */
  synchronized boolean lacks(long event) {
    return seats.stream().anyMatch(seat -> seat.position < event);
  }

  /** Whether events could not be read; they are looked for again when this is woken. */
  synchronized boolean hasFailed() {
    return failed && !running;
  }

  /** Has what is new read and sent by another thread. */
  void wake(Executor senders, Runnable afterwards) {
    synchronized (this) {
      if (running) {
        again = true;
        return;
      }
      running = true;
    }
    try {
      senders.execute(
          () -> {
            send();
            afterwards.run();
          });
    } catch (RejectedExecutionException stopping) {
      stop(false);
    }
  }

  private void send() {
    boolean done = false;
    try {
      while (sendSome() || isWokenAgain()) {
        // Until nothing is new.
      }
      done = true;
    } catch (EngineException unavailable) {
      // The storage says so itself; the next look goes on from here.
      stop(true);
      done = true;
    } catch (RuntimeException broken) {
      LOG.log(
          Level.ERROR, "Events of a room could not be shown; its viewers are sent away", broken);
      dismiss(everyone());
      stop(false);
      done = true;
    } finally {
      if (!done) {
        stop(true);
      }
    }
  }

  private synchronized boolean isWokenAgain() {
    boolean woken = again;
    again = false;
    running = woken;
    failed = false;
    return woken;
  }

  private synchronized void stop(boolean afterFailure) {
    running = false;
    again = false;
    failed = afterFailure;
  }

  /** True if there may be more. */
  private boolean sendSome() {
    List<Seat> to;
    long from;
    synchronized (this) {
      to = List.copyOf(seats);
      from = to.stream().mapToLong(seat -> seat.position).min().orElse(Long.MAX_VALUE);
    }
    if (to.isEmpty()) {
      return false;
    }
    List<RoomEvent> events = eventsAfter.apply(from);
    if (events.isEmpty()) {
      return false;
    }
    EventBatch batch = new EventBatch(events, encoder);
    for (Seat seat : to) {
      if (!take(seat, batch)) {
        remove(seat);
      }
    }
    if (batch.endsRoom()) {
      // Whoever joined meanwhile lacks the last events, and gets them next.
      dismiss(to);
    }
    return true;
  }

  private static boolean take(Seat seat, EventBatch batch) {
    ByteBuffer news = batch.after(seat.position);
    seat.position = Math.max(seat.position, batch.lastId());
    try {
      return !news.hasRemaining() || seat.watcher.offer(news);
    } catch (RuntimeException broken) {
      LOG.log(Level.WARNING, "A viewer failed and is no longer shown anything", broken);
      return false;
    }
  }

  private synchronized List<Seat> everyone() {
    return List.copyOf(seats);
  }

  private void dismiss(List<Seat> all) {
    for (Seat seat : all) {
      remove(seat);
      try {
        seat.watcher.end();
      } catch (RuntimeException broken) {
        LOG.log(Level.WARNING, "A viewer failed while it was sent away", broken);
      }
    }
  }
}
