package io.lanista.distribution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills the server with SIGKILL at seeded points, starts it again on the same data, goes on with
 * the same agents, and holds it to every word it gave them. A thousand rounds by {@code
 * -Dlanista.crash.rounds=1000}.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
class CrashRoundsIT {
  @Test
  void nothingAcknowledgedIsLostOrChangedOnSqlite() throws Exception {
    CrashSettings settings = CrashSettings.read("sqlite", 16);
    assertThat(new CrashRounds(settings, folder -> new SqliteBackend()).run()).isEmpty();
  }

  /** On a real server, which is killed itself at times. */
  @Test
  void nothingAcknowledgedIsLostOrChangedOnMariaDb() throws Exception {
    // Where there is none, this is where the test is skipped.
    new MariaDbBackend().close();
    CrashSettings settings = CrashSettings.read("mariadb", 8);
    assertThat(new CrashRounds(settings, folder -> new MariaDbBackend()).run()).isEmpty();
  }
}
