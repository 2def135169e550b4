package io.lanista.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Announces events on {@code events:room:<id>}, each as JSON {@code {id, type, data}}, and hears
 * what others announce. An engine hears its own announcements too.
 *
 * <p>While the server is away, announcements are lost, and so are those that come faster than it
 * takes them: whoever listens looks into the database now and then.
 */
public final class RedisSignals implements RoomSignals {
  private static final System.Logger LOG = System.getLogger(RedisSignals.class.getName());
  private static final int MOST_WAITING = 4_096;
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);
  private static final Duration TO_END = Duration.ofSeconds(5);

  private record Announcement(RoomId room, List<RoomEvent> events) {}

  private final RedisCalls redis;
  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<Announcement> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread publisher = new Thread(this::publishAll, "redis-publish");
  private RoomSubscription subscription;
  private volatile boolean closed;
  // Of the publisher only: a server that is away is said once, not for every event.
  private boolean away;

  /** Does not connect yet: the server may be away. */
  public RedisSignals(RedisSettings settings) {
    this.redis = new RedisCalls(settings);
    publisher.setDaemon(true);
    publisher.start();
  }

  @Override
  public void announce(RoomId room, List<RoomEvent> events) {
    if (!events.isEmpty() && !closed) {
      // Nobody waits for this: if it is full, the others see the events when they look.
      waiting.offer(new Announcement(room, List.copyOf(events)));
    }
  }

  @Override
  public synchronized void listen(Consumer<RoomId> listener) {
    if (subscription != null) {
      throw new IllegalStateException("There is a listener already.");
    }
    subscription = new RoomSubscription(redis::open, listener);
    subscription.start();
  }

  private void publishAll() {
    while (!closed) {
      try {
        Announcement next = waiting.poll(BETWEEN_CHECKS.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          publish(next);
        }
        check();
      } catch (InterruptedException closing) {
        return;
      }
    }
  }

  private synchronized void check() {
    if (subscription != null) {
      subscription.check();
    }
  }

  private void publish(Announcement announcement) {
    String channel = RoomKeys.channel(announcement.room());
    try {
      for (RoomEvent event : announcement.events()) {
        String message = text(event);
        redis.ask(client -> client.publish(channel, message));
      }
      away = false;
    } catch (RuntimeException | JsonProcessingException failed) {
      if (!away) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Other engines are not told of room events until this is over; they look for them"
                + " themselves: {0}",
            failed.getMessage());
      }
      away = true;
    }
  }

  private String text(RoomEvent event) throws JsonProcessingException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", event.id());
    fields.put("type", event.type());
    fields.put("data", event.data());
    return json.writeValueAsString(fields);
  }

  @Override
  public void close() {
    closed = true;
    publisher.interrupt();
    try {
      publisher.join(TO_END.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (subscription != null) {
        subscription.close();
      }
    }
    redis.close();
  }
}
