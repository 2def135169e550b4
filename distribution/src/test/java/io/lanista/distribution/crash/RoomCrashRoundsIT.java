package io.lanista.distribution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.redis.RealRedis;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server, or the Redis beside it, at seeded points of rooms that are being played, and
 * compares how the rooms end with how they would have without. Two hundred rounds by {@code
 * -Dlanista.rooms.crash.rounds=200}, others by {@code -Dlanista.rooms.crash.seed=N}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class RoomCrashRoundsIT {
  private static final int ROUNDS = Integer.getInteger("lanista.rooms.crash.rounds", 20);
  private static final long SEED = Long.getLong("lanista.rooms.crash.seed", 20_260_401L);

  @TempDir Path folder;

  @Test
  void n1RoomsEndAsWithoutFaultsWithTheArbiterInTheProcess() throws Exception {
    assertThat(new RoomRounds(folder, SEED, ROUNDS / 2, Optional.empty()).run()).isEmpty();
  }

  @Test
  void n1RoomsEndAsWithoutFaultsWithRedis() throws Exception {
    try (RealRedis redis = RealRedis.startOne()) {
      assertThat(new RoomRounds(folder, SEED + 1, ROUNDS - ROUNDS / 2, Optional.of(redis)).run())
          .isEmpty();
    }
  }
}
