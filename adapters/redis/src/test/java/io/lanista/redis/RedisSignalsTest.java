package io.lanista.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;

class RedisSignalsTest {
  private static final long PATIENCE_SECONDS = 60;

  private final RealRedis redis = RealRedis.startOne();
  private final RedisSignals one = new RedisSignals(redis.patient());
  private final RedisSignals other = new RedisSignals(redis.patient());
  private final BlockingQueue<RoomId> heard = new LinkedBlockingQueue<>();
  private final RoomId room = new RoomId(UUID.randomUUID());

  @AfterEach
  void close() {
    one.close();
    other.close();
    redis.close();
  }

  private static RoomEvent event(long id) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("problemId", "4A");
    data.put("claimedBy", "a|☃");
    data.put("timestamp", 9_007_199_254_740_991L);
    data.put("nextProblem", null);
    return new RoomEvent(id, "room.locked", data, Instant.EPOCH);
  }

  /** Announces until it is heard: a subscription begins when it begins. */
  private void announceUntilHeard() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    RoomId now = new RoomId(UUID.randomUUID());
    while (System.nanoTime() < end) {
      one.announce(now, List.of(event(1)));
      RoomId next = heard.poll(100, TimeUnit.MILLISECONDS);
      if (now.equals(next)) {
        return;
      }
    }
    throw new AssertionError("Nothing was heard.");
  }

  @Test
  void anotherEngineHearsWhichRoomHasNewEvents() throws Exception {
    other.listen(heard::add);
    announceUntilHeard();
    heard.clear();

    one.announce(room, List.of(event(1), event(2)));

    RoomId next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (next != null && !next.equals(room)) {
      next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(next).isEqualTo(room);
  }

  @Test
  void isHeardAgainAfterTheServerWasKilled() throws Exception {
    other.listen(heard::add);
    announceUntilHeard();

    redis.kill();
    one.announce(room, List.of(event(3)));
    redis.startAgain();

    announceUntilHeard();
  }

  @Test
  void isHeardAgainAfterTheServerHung() throws Exception {
    other.listen(heard::add);
    announceUntilHeard();

    redis.hang();
    one.announce(room, List.of(event(3)));
    redis.goOn();

    announceUntilHeard();
  }

  @Test
  void toolsReadWhatHappenedInOrder() throws Exception {
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    JedisPubSub tool =
        new JedisPubSub() {
          @Override
          public void onMessage(String channel, String message) {
            messages.add(message);
          }

          @Override
          public void onSubscribe(String channel, int subscribed) {
            messages.add(channel);
          }
        };
    try (RedisClient client = redis.client()) {
      Thread reading =
          new Thread(() -> client.subscribe(tool, "events:room:" + room), "tool-of-a-test");
      reading.start();
      assertThat(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isEqualTo("events:room:" + room);

      one.announce(room, List.of(event(7), event(8)));
      one.announce(room, List.of(event(9)));

      ObjectMapper json = new ObjectMapper();
      for (int id = 7; id <= 9; id++) {
        assertThat(json.readTree(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)))
            .isEqualTo(
                json.readTree(
                    "{\"id\":"
                        + id
                        + ",\"type\":\"room.locked\",\"data\":{\"problemId\":\"4A\","
                        + "\"claimedBy\":\"a|☃\",\"timestamp\":9007199254740991,"
                        + "\"nextProblem\":null}}"));
      }
      tool.unsubscribe();
      reading.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
  }

  @Test
  void whatIsNoRoomAndAListenerThatThrowsDoNoHarm() throws Exception {
    other.listen(
        each -> {
          heard.add(each);
          throw new IllegalStateException("A listener of a test.");
        });
    announceUntilHeard();
    try (RedisClient client = redis.client()) {
      client.publish("events:room:not-a-room", "x");
      client.publish("events:room:", "x");
    }

    announceUntilHeard();
  }

  @Test
  void hasOneListener() {
    other.listen(heard::add);

    assertThatThrownBy(() -> other.listen(heard::add)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void announcesToNobodyWithoutWaitingOrThrowing() {
    redis.kill();

    for (int i = 0; i < 10_000; i++) {
      one.announce(room, List.of(event(i)));
    }
    one.close();
    one.announce(room, List.of(event(1)));
  }
}
