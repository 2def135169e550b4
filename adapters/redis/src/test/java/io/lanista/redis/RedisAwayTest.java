package io.lanista.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Arbitration;
import io.lanista.ports.room.Boards;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.RoomBoard;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an arbiter whose server is stopped, killed, or hangs. */
class RedisAwayTest {
  private final RealRedis redis = RealRedis.startOne();
  private final RedisArbiter arbiter =
      new RedisArbiter(new RedisSettings(redis.url(), Optional.empty()));
  private final RoomBoard board = Boards.fresh(2);
  private final Claim claim = Boards.claim("4A", "A", 5, 1);

  @AfterEach
  void close() {
    arbiter.close();
    redis.close();
  }

  /** Repeats what may find the server away, for as long as a slow machine may need. */
  private static <T> T eventually(Supplier<T> call) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return call.get();
      } catch (EngineException away) {
        assertThat(away.code()).isEqualTo(ErrorCode.ARBITER_UNAVAILABLE);
        if (System.nanoTime() > end) {
          throw away;
        }
        Thread.sleep(10);
      }
    }
  }

  private Optional<Arbitration> claimed() {
    return arbiter.claim(board.room(), claim);
  }

  private void show() throws InterruptedException {
    eventually(
        () -> {
          arbiter.show(board);
          return true;
        });
  }

  private void assertAway() {
    assertThatThrownBy(this::claimed)
        .isInstanceOfSatisfying(
            EngineException.class,
            away -> assertThat(away.code()).isEqualTo(ErrorCode.ARBITER_UNAVAILABLE))
        .hasMessageContaining(redis.url().toString());
    assertThatThrownBy(() -> arbiter.show(board)).isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> arbiter.locks(board.room())).isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> arbiter.forget(board.room())).isInstanceOf(EngineException.class);
  }

  @Test
  void aKilledServerIsAwayAndComesBackWithoutTheRoom() throws Exception {
    show();
    eventually(this::claimed);

    redis.kill();
    assertAway();
    redis.startAgain();

    assertThat(eventually(this::claimed)).isEmpty();
    show();
    assertThat(eventually(this::claimed).orElseThrow().outcome()).isEqualTo(ClaimOutcome.CLAIMED);
  }

  @Test
  void aServerThatWasRestartedBetweenTwoCallsIsNotAway() throws Exception {
    try (RedisArbiter patient = new RedisArbiter(redis.patient())) {
      patient.show(board);

      redis.kill();
      redis.startAgain();

      // The connection that was kept is dead; no caller need know.
      assertThat(patient.claim(board.room(), claim)).isEmpty();
    }
  }

  @Test
  void aServerThatHangsIsAwayUntilItGoesOn() throws Exception {
    show();

    redis.hang();
    assertAway();
    redis.goOn();

    assertThat(eventually(this::claimed)).isPresent();
    assertThat(eventually(() -> arbiter.locks(board.room())))
        .isEqualTo(Map.of(claim.problem(), claim.lock()));
  }

  @Test
  void aServerThatIsAwayAtTheBeginningIsFoundLater() throws Exception {
    redis.kill();
    try (RedisArbiter early = new RedisArbiter(new RedisSettings(redis.url(), Optional.empty()))) {
      assertThatThrownBy(() -> early.locks(board.room())).isInstanceOf(EngineException.class);

      redis.startAgain();

      assertThat(eventually(() -> early.locks(board.room()))).isEmpty();
    }
  }

  @Test
  void aServerThatRefusesIsSaidToRefuse() {
    try (RealRedis locked = RealRedis.startOne("--requirepass", "open|sesame")) {
      Duration patience = Duration.ofSeconds(20);
      URI url = locked.url();
      for (Optional<String> wrong : java.util.List.of(Optional.<String>empty(), Optional.of("x"))) {
        try (RedisArbiter arbiter = new RedisArbiter(new RedisSettings(url, wrong, patience, 1))) {
          assertThatThrownBy(() -> arbiter.show(board))
              .isInstanceOfSatisfying(
                  EngineException.class,
                  away -> assertThat(away.code()).isEqualTo(ErrorCode.ARBITER_UNAVAILABLE));
        }
      }
      URI whole = URI.create(url.toString().replace("://", "://default:open%7Csesame@"));
      for (RedisSettings right :
          new RedisSettings[] {
            new RedisSettings(url, Optional.of("open|sesame"), patience, 1),
            new RedisSettings(whole, Optional.empty(), patience, 1)
          }) {
        assertThat(right.toString()).doesNotContain("sesame");
        try (RedisArbiter arbiter = new RedisArbiter(right)) {
          arbiter.show(board);
          assertThat(arbiter.claim(board.room(), claim)).isPresent();
        }
      }
    }
  }
}
