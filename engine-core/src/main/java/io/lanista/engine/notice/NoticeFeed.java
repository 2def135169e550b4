package io.lanista.engine.notice;

import io.lanista.engine.stream.Lookout;
import io.lanista.engine.stream.Senders;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.Storage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells players' agents their notices: first the stored ones they lack, then new ones after each
 * commit, every one once, in order, without a gap. The database is the only source; commits here
 * say when to look. A player nobody listens for costs nothing. Thread-safe.
 */
public final class NoticeFeed implements AutoCloseable {
  /** An agent, its restarted self, and a few that only look on. */
  public static final int MOST_OF_A_PLAYER = 8;

  private static final int READ_AT_ONCE = 100;

  private final Storage storage;
  private final boolean shared;
  private final Map<PlayerId, Set<Subscriber>> subscribers = new ConcurrentHashMap<>();
  private final Senders senders = new Senders("notice-feed");
  private final Lookout lookout;

  /**
   * A feed without listeners.
   *
   * @param shared whether other engines write notices to this database, so that commits here are
   *     not all there is
   */
  public NoticeFeed(Storage storage, NoticeBell bell, boolean shared) {
    this.storage = storage;
    this.shared = shared;
    bell.onRing(this::wake);
    lookout = new Lookout("notice-feed-watch", this::lookAround);
  }

  /**
   * Starts telling a player's notices. Returns at once; the listener is called from other threads,
   * perhaps before this returns.
   *
   * @param after the last number the agent has; 0 to get everything that is kept. One of the future
   *     counts as the last there is
   * @return ends it; idempotent
   * @throws EngineException BUSY if too many listen for this player, or STORAGE_UNAVAILABLE
   */
  public Runnable subscribe(PlayerId player, long after, NoticeListener listener) {
    long last = storage.read(tx -> tx.notices().last(player));
    Subscriber[] self = new Subscriber[1];
    Subscriber subscriber =
        new Subscriber(
            Math.max(0, Math.min(after, last)),
            listener,
            position -> storage.read(tx -> tx.notices().after(player, position, READ_AT_ONCE)),
            () -> remove(player, self[0]));
    self[0] = subscriber;
    subscribers.compute(
        player,
        (same, known) -> {
          Set<Subscriber> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          if (all.size() >= MOST_OF_A_PLAYER) {
            throw new EngineException(
                ErrorCode.BUSY,
                "At most " + MOST_OF_A_PLAYER + " connections are told your events; close some.");
          }
          all.add(subscriber);
          return all;
        });
    subscriber.wake(senders);
    return () -> {
      subscriber.leave();
      remove(player, subscriber);
    };
  }

  /**
   * The number of the last notice a player was given; 0 if none.
   *
   * @throws EngineException STORAGE_UNAVAILABLE
   */
  public long last(PlayerId player) {
    return storage.read(tx -> tx.notices().last(player));
  }

  private void remove(PlayerId player, Subscriber subscriber) {
    subscribers.computeIfPresent(
        player,
        (same, all) -> {
          all.remove(subscriber);
          return all.isEmpty() ? null : all;
        });
  }

  private void wake(PlayerId player) {
    Set<Subscriber> all = subscribers.get(player);
    if (all != null) {
      all.forEach(subscriber -> subscriber.wake(senders));
    }
  }

  /** Looks for notices that nobody rang for; called every second. */
  void lookAround() {
    subscribers
        .values()
        .forEach(
            all ->
                all.forEach(
                    subscriber -> {
                      if (shared || subscriber.hasFailed()) {
                        subscriber.wake(senders);
                      }
                    }));
  }

  /** How many listen, for all players. */
  public int size() {
    return subscribers.values().stream().mapToInt(Set::size).sum();
  }

  /** Stops the threads. Listeners are sent away by the server that holds their connections. */
  @Override
  public void close() {
    lookout.close();
    senders.close();
  }
}
