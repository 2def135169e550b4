package io.lanista.redis;

import io.lanista.ports.room.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/** Hears announcements on one connection, and makes a new one whenever that is lost. */
final class RoomSubscription implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RoomSubscription.class.getName());
  private static final long TO_END_MILLIS = 5_000;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(5);

  /** A connection on which nothing is heard for so long, not even an answer to a ping, is dead. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final Supplier<Connection> connections;
  private final Consumer<RoomId> listener;
  private final Thread thread = new Thread(this::run, "redis-listen");
  private volatile boolean closed;
  private volatile Connection connection;
  private volatile Messages messages;
  private volatile long heardAt;
  // Of whoever checks only.
  private long pingedAt = System.nanoTime();

  RoomSubscription(Supplier<Connection> connections, Consumer<RoomId> listener) {
    this.connections = connections;
    this.listener = listener;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    boolean away = false;
    while (!closed) {
      Messages subscribed = new Messages();
      try (Connection opened = connections.get()) {
        connection = opened;
        messages = subscribed;
        heardAt = System.nanoTime();
        if (closed) {
          return;
        }
        opened.connect();
        opened.setTimeoutInfinite();
        subscribed.proceedWithPatterns(opened, RoomKeys.CHANNELS);
      } catch (RuntimeException lost) {
        if (!away && !closed) {
          LOG.log(
              System.Logger.Level.WARNING,
              "Announcements of other engines are not heard until Redis answers again: {0}",
              lost.getMessage());
        }
      } finally {
        messages = null;
        connection = null;
      }
      away = !subscribed.began;
      pause = away ? Math.min(2 * pause, LONGEST_PAUSE_MILLIS) : FIRST_PAUSE_MILLIS;
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException closing) {
        return;
      }
    }
  }

  /** To be called now and then: finds out whether the connection is alive, and ends a dead one. */
  void check() {
    Messages subscribed = messages;
    long now = System.nanoTime();
    if (subscribed == null || !subscribed.began || now - pingedAt < BETWEEN_PINGS.toNanos()) {
      return;
    }
    pingedAt = now;
    if (now - heardAt > SILENCE.toNanos()) {
      disconnect();
      return;
    }
    try {
      subscribed.ping();
    } catch (JedisException lost) {
      disconnect();
    }
  }

  private void disconnect() {
    Connection current = connection;
    if (current != null) {
      try {
        current.forceDisconnect();
      } catch (IOException gone) {
        LOG.log(System.Logger.Level.DEBUG, "A connection was closed already.", gone);
      }
    }
  }

  private void tell(String channel) {
    heardAt = System.nanoTime();
    try {
      RoomKeys.room(channel).ifPresent(listener);
    } catch (RuntimeException failed) {
      LOG.log(System.Logger.Level.WARNING, "A listener to rooms failed.", failed);
    }
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
    thread.interrupt();
    try {
      thread.join(TO_END_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Messages extends JedisPubSub {
    private volatile boolean began;

    @Override
    public void onPSubscribe(String pattern, int subscribed) {
      began = true;
    }

    @Override
    public void onPMessage(String pattern, String channel, String message) {
      tell(channel);
    }

    @Override
    public void onPong(String pattern) {
      heardAt = System.nanoTime();
    }
  }
}
