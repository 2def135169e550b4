package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.redis.RealRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** With a real Redis, which may lose everything. */
class RoomGatesOnRedisIT extends RoomGates {
  @TempDir static Path data;
  private static RealRedis redis;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    redis = RealRedis.startOne();
    server =
        RunningServer.start(
            data,
            Map.of("registration.per-address-per-hour", "0", "redis.url", redis.url().toString()),
            RoomPlay.environment());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  RunningServer server() {
    return server;
  }

  @Override
  void assertLocks(String room, Map<String, String> locks) {
    assertThat(locks(room)).isEqualTo(locks);
  }

  private static Map<String, String> locks(String room) {
    try (RedisClient client = redis.client()) {
      return client.hgetAll("room:" + room + ":locks");
    }
  }

  @Test
  void n3ARedisThatIsWipedInTheMiddleHasTheSameLocksAfterwards() throws Exception {
    RoomPlay room =
        new RoomPlay(server)
            .create(
                "arena",
                List.of("A", "B"),
                RoomPlay.problems("P1", "P2", "P3"),
                ",\"limit_seconds\":600,\"grace_seconds\":0")
            .start();
    room.verdict(1, "A", "P1", 100, "accepted");
    room.verdict(2, "B", "P2", 100, "accepted");
    Map<String, String> before = locks(room.id());
    assertThat(before).hasSize(2);
    redis.wipe();
    room.verdict(3, "B", "P1", 200, "accepted");
    assertThat(room.owners()).isEqualTo(Map.of("P1", "A", "P2", "B"));
    assertThat(locks(room.id())).isEqualTo(before);
    room.verdict(4, "B", "P1", 50, "accepted");
    assertThat(room.owners()).isEqualTo(Map.of("P1", "B", "P2", "B"));
    assertThat(locks(room.id())).containsEntry("P1", "B|" + (room.startedAt() + 50));
  }

  @Test
  void theKeysAreThoseThatToolsRead() throws Exception {
    RoomPlay room =
        new RoomPlay(server)
            .create(
                "arena",
                List.of("A", "B"),
                RoomPlay.problems("P1", "P2"),
                ",\"limit_seconds\":600,\"grace_seconds\":0")
            .start();
    room.verdict(9, "A", "P1", 100, "accepted");
    try (RedisClient client = redis.client()) {
      String keys = "room:" + room.id();
      assertThat(client.hgetAll(keys + ":state"))
          .containsEntry("type", "arena")
          .containsEntry("status", "active")
          .containsKeys("startTime", "timeLimit")
          .doesNotContainKey("currentProblem");
      assertThat(client.hgetAll(keys + ":lock_sources")).isEqualTo(Map.of("P1", "9"));
      assertThat(client.zscore(keys + ":scores", "A")).isEqualTo(100.0);
      assertThat(client.ttl(keys + ":locks")).isPositive();
      room.verdict(10, "B", "P2", 100, "accepted");
      room.await("ended");
      RunningServer.await("no keys", () -> client.keys(keys + ":*").isEmpty());
    }
  }
}
