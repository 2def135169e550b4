package io.lanista.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.room.Boards;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.ClaimArbiterContract;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.resps.Tuple;

class RedisArbiterTest extends ClaimArbiterContract {
  private static final long NOON = 1_717_171_717_000L;

  private RedisClient redis;

  @Override
  protected ClaimArbiter open() {
    return new RedisArbiter(RealRedis.shared().patient());
  }

  @BeforeEach
  void look() {
    redis = RealRedis.shared().client();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private static RoomBoard blitz(RoomId room, long version, Optional<ProblemId> current) {
    Claim claim = Boards.claim("4A", "a|b", NOON, 7);
    return new RoomBoard(
        room,
        version,
        "blitz",
        RoomStatus.ACTIVE,
        Instant.ofEpochMilli(NOON),
        Duration.ofMinutes(30),
        current,
        3,
        Map.of(claim.problem(), claim.lock()),
        Map.of(new TeamId("a|b"), 80, new TeamId("C"), 0),
        Duration.ofHours(2));
  }

  @Test
  void toolsFindTheRoomUnderItsKeys() {
    RoomId room = new RoomId(UUID.randomUUID());

    arbiter().show(blitz(room, 1, Optional.of(new ProblemId("4B"))));

    String prefix = "room:" + room;
    assertThat(redis.hgetAll(prefix + ":state"))
        .isEqualTo(
            Map.of(
                "type",
                "blitz",
                "status",
                "active",
                "startTime",
                "1717171717000",
                "timeLimit",
                "1800000",
                "currentProblem",
                "4B"));
    assertThat(redis.hgetAll(prefix + ":locks")).isEqualTo(Map.of("4A", "a|b|1717171717000"));
    assertThat(redis.hgetAll(prefix + ":lock_sources")).isEqualTo(Map.of("4A", "7"));
    assertThat(redis.zrangeWithScores(prefix + ":scores", 0, -1))
        .containsExactly(new Tuple("C", 0.0), new Tuple("a|b", 80.0));
    assertThat(redis.keys(prefix + "*")).hasSize(5);
  }

  @Test
  void aRoomWithoutACurrentProblemHasNoSuchField() {
    RoomId room = new RoomId(UUID.randomUUID());
    arbiter().show(blitz(room, 1, Optional.of(new ProblemId("4B"))));
    arbiter().show(blitz(room, 2, Optional.empty()));

    assertThat(redis.hgetAll("room:" + room + ":state"))
        .containsOnlyKeys("type", "status", "startTime", "timeLimit");
  }

  @Test
  void anOlderBoardLeavesStateAndScoresAsTheyAre() {
    RoomId room = new RoomId(UUID.randomUUID());
    arbiter().show(blitz(room, 10, Optional.of(new ProblemId("4B"))));
    arbiter().show(blitz(room, 9, Optional.empty()));

    assertThat(redis.hget("room:" + room + ":state", "currentProblem")).isEqualTo("4B");
  }

  @Test
  void everyKeyOfARoomExpires() {
    RoomId claimed = room(2);
    arbiter().claim(claimed, Boards.claim("4A", "A", NOON, 7));
    RoomId shown = new RoomId(UUID.randomUUID());
    arbiter().show(blitz(shown, 1, Optional.empty()));
    // An older board that brings the first lock.
    RoomId older = new RoomId(UUID.randomUUID());
    arbiter().show(Boards.of(older, 2, 3, Map.of()));
    arbiter().show(blitz(older, 1, Optional.empty()));

    for (RoomId room : new RoomId[] {claimed, shown, older}) {
      for (String key : redis.keys("room:" + room + "*")) {
        assertThat(redis.pttl(key)).as(key).isBetween(1L, Duration.ofHours(2).toMillis());
      }
    }
  }

  @Test
  void nothingOfAForgottenRoomIsLeft() {
    RoomId room = new RoomId(UUID.randomUUID());
    arbiter().show(blitz(room, 1, Optional.of(new ProblemId("4B"))));

    arbiter().forget(room);

    assertThat(redis.keys("*" + room + "*")).isEmpty();
  }

  @Test
  void aTimestampIsStoredAsItIsWritten() {
    RoomId room = room(1);
    arbiter().claim(room, Boards.bare("4A", "A|B", 9_007_199_254_740_991L));

    assertThat(redis.hgetAll("room:" + room + ":locks"))
        .isEqualTo(Map.of("4A", "A|B|9007199254740991"));
  }

  @Test
  void aServerThatLostItsScriptsIsGivenThemAgain() {
    RoomId room = room(1);
    arbiter().claim(room, Boards.claim("4A", "A", NOON, 7));

    redis.scriptFlush();

    assertThat(arbiter().claim(room, Boards.claim("4A", "A", NOON, 7)).orElseThrow().outcome())
        .isEqualTo(ClaimOutcome.HELD);
    redis.scriptFlush();
    Claim other = Boards.claim("4A", "B", NOON + 1, 8);
    assertThat(arbiter().claimAll(room, List.of(other, other)))
        .extracting(each -> each.orElseThrow().outcome())
        .containsExactly(ClaimOutcome.LOST, ClaimOutcome.LOST);
    redis.scriptFlush();
    assertThat(arbiter().locks(room)).hasSize(1);
    redis.scriptFlush();
    arbiter().show(Boards.of(room, 2, 1, Map.of()));
  }

  @Test
  void aServerThatLostEverythingHasTheSameLocksAfterItIsShown() {
    RoomId room = room(3);
    arbiter().claim(room, Boards.claim("4A", "A", NOON, 7));
    arbiter().claim(room, Boards.claim("4B", "B", NOON, 8));
    RoomBoard board = Boards.of(room, 4, 3, arbiter().locks(room));

    RealRedis.shared().wipe();

    assertThat(arbiter().claim(room, Boards.claim("4A", "B", NOON + 1, 9))).isEmpty();
    arbiter().show(board);
    assertThat(arbiter().locks(room)).isEqualTo(board.locks());
    assertThat(arbiter().claim(room, Boards.claim("4A", "B", NOON + 1, 9)).orElseThrow().outcome())
        .isEqualTo(ClaimOutcome.LOST);
  }

  @Test
  void whatIsNoLockDoesNotCount() {
    RoomId room = room(5);
    String locks = "room:" + room + ":locks";
    redis.hset(
        locks,
        Map.of("1", "nobody", "2", "A|", "3", "A|1e3", "4", "|5", "5", "A|99999999999999999"));

    assertThat(arbiter().locks(room)).isEmpty();
    for (String problem : new String[] {"1", "2", "3", "5"}) {
      assertThat(arbiter().claim(room, Boards.claim(problem, "A", NOON, 7)).orElseThrow().outcome())
          .isEqualTo(ClaimOutcome.CLAIMED);
    }
  }
}
