package io.lanista.engine.room;

import io.lanista.engine.room.RoomAudience.Seat;
import io.lanista.engine.stream.Lookout;
import io.lanista.engine.stream.Senders;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows rooms to those who watch them: every event once, in order. The database is the only source;
 * commits here and signals from other engines say when to look. A room nobody watches costs
 * nothing, one that is watched no thread of its own. Thread-safe.
 */
public final class RoomFeed implements AutoCloseable {
  /** Whoever is further behind gets the state instead. */
  private static final int MOST_MISSED = 1_000;

  /** The same, lest one viewer who comes back gets more at once than a slow line can take. */
  private static final int MOST_MISSED_BYTES = 196_608;

  private static final int READ_AT_ONCE = 100;

  private final Storage storage;
  private final RoomEncoder encoder;
  private final boolean shared;
  private final Map<RoomId, RoomAudience> audiences = new ConcurrentHashMap<>();
  private final Senders senders = new Senders("room-feed");
  private final Lookout lookout;

  /**
   * A feed without watchers.
   *
   * @param shared whether other engines write rooms of this database, so that a lost signal has to
   *     be made up for by looking
   */
  public RoomFeed(
      Storage storage,
      RoomCommits commits,
      RoomSignals signals,
      RoomEncoder encoder,
      boolean shared) {
    this.storage = storage;
    this.encoder = encoder;
    this.shared = shared;
    commits.onCommit(this::wake);
    signals.listen(this::wake);
    lookout = new Lookout("room-feed-watch", this::lookAround);
  }

  /**
   * Lets someone watch a room: first its state, or what was missed since an event, and then what
   * happens. May wait for the database.
   *
   * @param now the room as it was just read, by someone who may see it
   * @param lastEventId the last event the watcher has; empty, too old, or of the future, it gets
   *     the state
   * @return ends the watching; to be called when the watcher is gone
   * @throws io.lanista.ports.error.EngineException STORAGE_UNAVAILABLE
   */
  public Runnable watch(RoomSnapshot now, OptionalLong lastEventId, RoomWatcher watcher) {
    Room room = now.room();
    long position = room.lastEvent();
    Optional<EventBatch> missed = Optional.empty();
    boolean resumes = canResume(room, lastEventId);
    if (resumes && lastEventId.getAsLong() < position) {
      missed = missed(room.id(), lastEventId.getAsLong());
      resumes = missed.isPresent();
    }
    if (!resumes) {
      watcher.offer(encoder.snapshot(now));
    } else if (missed.isPresent()) {
      watcher.offer(missed.get().after(lastEventId.getAsLong()));
      position = missed.get().lastId();
    }
    if (room.status() == RoomStatus.ENDED || missed.filter(EventBatch::endsRoom).isPresent()) {
      watcher.end();
      return () -> {};
    }
    return join(room.id(), new Seat(watcher, position));
  }

  private static boolean canResume(Room room, OptionalLong lastEventId) {
    return lastEventId.isPresent()
        && lastEventId.getAsLong() <= room.lastEvent()
        && room.lastEvent() - lastEventId.getAsLong() <= MOST_MISSED;
  }

  /** What came after an event; empty if it is too large. */
  private Optional<EventBatch> missed(RoomId room, long after) {
    List<RoomEvent> events = storage.read(tx -> tx.rooms().events(room, after, MOST_MISSED));
    return Optional.of(events)
        .filter(found -> !found.isEmpty())
        .map(found -> new EventBatch(found, encoder))
        .filter(batch -> batch.byteCount() <= MOST_MISSED_BYTES);
  }

  private Runnable join(RoomId room, Seat seat) {
    RoomAudience audience;
    do {
      audience = audiences.computeIfAbsent(room, this::audience);
      if (audience.isRetired()) {
        audiences.remove(room, audience);
      }
    } while (!audience.add(seat));
    // What was committed since the room was read woke nobody.
    wake(room, audience);
    RoomAudience joined = audience;
    return () -> {
      if (joined.remove(seat)) {
        audiences.remove(room, joined);
      }
    };
  }

  private RoomAudience audience(RoomId room) {
    return new RoomAudience(
        after -> storage.read(tx -> tx.rooms().events(room, after, READ_AT_ONCE)), encoder);
  }

  private void wake(RoomId room) {
    RoomAudience audience = audiences.get(room);
    if (audience != null) {
      wake(room, audience);
    }
  }

  private void wake(RoomId room, RoomAudience audience) {
    audience.wake(
        senders,
        () -> {
          if (audience.isRetired()) {
            audiences.remove(room, audience);
          }
        });
  }

  /** Looks for events that no signal told of; called every second. */
  void lookAround() {
    audiences.forEach(
        (room, audience) -> {
          if (audience.hasFailed()) {
            wake(room, audience);
          }
        });
    if (shared && !audiences.isEmpty()) {
      try {
        storage.read(tx -> tx.rooms().lastEvents(audiences.keySet())).forEach(this::catchUp);
      } catch (EngineException unavailable) {
        // The storage says so itself; it is asked again in a second.
      }
    }
  }

  private void catchUp(RoomId room, long lastEvent) {
    RoomAudience audience = audiences.get(room);
    if (audience != null && audience.lacks(lastEvent)) {
      wake(room, audience);
    }
  }

  /** How many watch a room. */
  int watchers(RoomId room) {
    return Optional.ofNullable(audiences.get(room)).map(RoomAudience::size).orElse(0);
  }

  /** How many rooms are watched. */
  int rooms() {
    return audiences.size();
  }

  /** How many watched rooms wait for a database that did not answer. */
  long unread() {
    return audiences.values().stream().filter(RoomAudience::hasFailed).count();
  }

  /** Stops the threads. Watchers are sent away by the server that holds their connections. */
  @Override
  public void close() {
    lookout.close();
    senders.close();
  }
}
