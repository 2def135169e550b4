package io.lanista.distribution.e2e;

import static io.lanista.distribution.e2e.RoomPlay.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RoomWatch.Event;
import io.lanista.redis.RealRedis;
import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.RealMariaDb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two engines as processes of their own, on one MariaDB and one Redis, and rooms they share. */
@Timeout(180)
class TwoEnginesIT {
  private static final List<String> AB = List.of("A", "B");

  @TempDir Path folder;

  private final Map<String, String> shared = new HashMap<>(RoomPlay.environment());
  private RealRedis redis;
  private ServerProcess first;
  private ServerProcess second;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.startOne();
    MariaDbConfig schema = RealMariaDb.shared().freshSchema();
    shared.put("LANISTA_STORAGE_URL", schema.url());
    shared.put("LANISTA_STORAGE_USER", schema.user());
    if (!schema.password().isEmpty()) {
      shared.put("LANISTA_STORAGE_PASSWORD", schema.password());
    }
    shared.put("LANISTA_REDIS_URL", redis.url().toString());
    first = ServerProcess.start(folder.resolve("first"), shared);
    second = roomsOnly();
  }

  private ServerProcess roomsOnly() throws Exception {
    Map<String, String> environment = new HashMap<>(shared);
    environment.put("LANISTA_ENGINE_SERVES", "rooms");
    return ServerProcess.start(folder.resolve("second"), environment);
  }

  @AfterEach
  void stop() {
    if (first != null) {
      first.close();
    }
    if (second != null) {
      second.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  private RoomWatch watch(ServerProcess engine, RoomPlay room, long after) {
    return RoomWatch.open(engine.client().address(), room.path(), after);
  }

  @Test
  void bothPlayTheSameRoomAndShowTheSameEvents() throws Exception {
    RoomPlay room =
        new RoomPlay(first.client())
            .create(
                "arena",
                AB,
                problems("P1", "P2", "P3", "P4", "P5", "P6"),
                ",\"limit_seconds\":600,\"grace_seconds\":0");
    try (RoomWatch here = watch(first, room, 0);
        RoomWatch there = watch(second, room, 0)) {
      here.await("room.state_sync", 1);
      there.await("room.state_sync", 1);
      assertThat(room.act("A", "ready", "{}").status()).isEqualTo(200);
      assertThat(room.by(second.client()).act("B", "ready", "{}").status()).isEqualTo(200);
      room.await("active");
      for (int i = 1; i <= 6; i++) {
        RoomPlay by = room.by((i % 2 == 0 ? first : second).client());
        by.verdict(10 + i, "A", "P" + i, 100 + i, "accepted");
        RoomPlay other = room.by((i % 2 == 0 ? second : first).client());
        if (i < 6) {
          other.verdict(20 + i, "B", "P" + i, 90 + i, "accepted");
        }
      }
      here.awaitEnd();
      there.awaitEnd();
      assertThat(room.owners().values()).containsExactly("B", "B", "B", "B", "B", "A");
      assertThat(room.by(second.client()).state().body().path("locks"))
          .isEqualTo(room.state().body().path("locks"));
      assertThat(stored(here)).isEqualTo(stored(there));
      assertThat(here.of("room.end")).hasSize(1);
    }
  }

  private static List<Event> stored(RoomWatch watch) {
    return watch.events().stream().filter(e -> !e.type().equals("room.state_sync")).toList();
  }

  @Test
  void n4TheLastClaimsAtBothEnginesAndTheTimerEndARoomOnce() throws Exception {
    int count = 8;
    List<RoomPlay> rooms = new ArrayList<>();
    List<RoomWatch> watches = new ArrayList<>();
    ExecutorService judges = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < count; i++) {
        RoomPlay room =
            new RoomPlay(first.client())
                .create(
                    "arena",
                    AB,
                    problems("P1"),
                    ",\"limit_seconds\":3,\"grace_seconds\":0,\"forfeit_after_seconds\":0")
                .start();
        rooms.add(room);
        watches.add(watch(i % 2 == 0 ? first : second, room, 1));
      }
      List<Future<?>> posted = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        RoomPlay room = rooms.get(i);
        long deadline = room.startedAt() + 3_000;
        // From a little before to a little after the timer.
        long at = deadline - 300 + 100L * i;
        for (ServerProcess engine : List.of(first, second)) {
          posted.add(
              judges.submit(
                  () -> {
                    Thread.sleep(Math.max(0, at - System.currentTimeMillis()));
                    room.by(engine.client()).verdictAt(1, "A", "P1", deadline - 2_000, "accepted");
                    return null;
                  }));
        }
      }
      for (Future<?> each : posted) {
        each.get();
      }
      for (int i = 0; i < count; i++) {
        watches.get(i).awaitEnd();
        assertThat(watches.get(i).of("room.end")).hasSize(1);
        assertThat(watches.get(i).of("room.final")).hasSize(1);
        assertThat(watches.get(i).of("room.locked").size())
            .isEqualTo(rooms.get(i).owners().size())
            .isLessThan(2);
      }
    } finally {
      judges.shutdownNow();
      watches.forEach(RoomWatch::close);
    }
  }

  @Test
  void theOtherEngineEndsTheRoomsOfOneThatWasKilled() throws Exception {
    RoomPlay room =
        new RoomPlay(first.client())
            .create(
                "blitz",
                AB,
                problems("Q1", "Q2"),
                ",\"limit_seconds\":4,\"grace_seconds\":1,\"forfeit_after_seconds\":0")
            .start();
    try (RoomWatch there = watch(second, room, 0)) {
      there.await("room.state_sync", 1);
      room.verdict(1, "A", "Q1", 1_000, "accepted");
      there.await("room.advance", 1);
      first.kill();
      there.awaitEnd();
      assertThat(there.of("room.end")).hasSize(1);
      assertThat(there.of("room.end").get(0).data().path("reason").asText()).isEqualTo("timeout");
      assertThat(there.of("room.final").get(0).data().path("winner").asText()).isEqualTo("A");
    }
    first = ServerProcess.start(folder.resolve("first"), shared);
    assertThat(room.by(first.client()).state().at("/status")).isEqualTo("ended");
  }

  @Test
  void killingTheEngineForRoomsOnlyLosesNothing() throws Exception {
    RoomPlay room =
        new RoomPlay(second.client())
            .create(
                "arena",
                AB,
                problems("P1", "P2"),
                ",\"limit_seconds\":600,\"grace_seconds\":0,\"forfeit_after_seconds\":0")
            .start();
    room.verdict(1, "A", "P1", 100, "accepted");
    second.kill();
    RoomPlay here = room.by(first.client());
    List<Long> ids = new ArrayList<>();
    try (RoomWatch watch = watch(first, room, 1)) {
      here.verdict(1, "A", "P1", 100, "accepted");
      here.verdict(2, "B", "P2", 100, "accepted");
      watch.awaitEnd();
      watch.events().forEach(event -> ids.add(event.id()));
      assertThat(watch.of("room.locked")).hasSize(2);
      assertThat(watch.of("room.end")).hasSize(1);
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    second = roomsOnly();
    assertThat(room.by(second.client()).state().at("/status")).isEqualTo("ended");
  }

  @Test
  void anEngineForRoomsOnlyHasNoQueueAndSaysSo() throws Exception {
    assertThat(second.client().join(RunningServer.code()).status()).isEqualTo(404);
    assertThat(first.client().join(RunningServer.code()).status()).isEqualTo(200);
    assertThat(second.client().get("/health").status()).isEqualTo(200);
  }
}
