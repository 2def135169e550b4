package io.lanista.distribution.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.config.ConfigLoader;
import io.lanista.distribution.config.LanistaConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of what stands behind the ports. */
class BackendsCheckTest {
  @TempDir Path home;

  @Test
  void withoutConfigurationAllStaysHere() throws Exception {
    assertThat(found("replays", Map.of())).startsWith("local folder, at most 16 MiB");
    assertThat(found("events", Map.of())).isEqualTo("within this process");
  }

  @Test
  void aBucketAndRedisAreNamedWithoutTheirSecrets() throws Exception {
    Map<String, String> environment =
        Map.of(
            "LANISTA_REPLAY_STORE", "s3",
            "LANISTA_REPLAY_S3_BUCKET", "recordings",
            "LANISTA_REPLAY_S3_ENDPOINT", "https://store.example:9000",
            "LANISTA_REPLAY_S3_ACCESS_KEY", "AKIA",
            "LANISTA_REPLAY_S3_SECRET_KEY", "hunter2-hunter2",
            "LANISTA_REDIS_URL", "redis://redis.example:6379");

    assertThat(found("replays", environment))
        .contains("bucket recordings at store.example")
        .doesNotContain("hunter2");
    assertThat(found("events", environment)).contains("Redis at redis.example");
  }

  private String found(String subject, Map<String, String> environment) throws Exception {
    LanistaConfig config =
        new ConfigLoader(home, environment).load(Optional.empty(), Map.of()).config();
    return new BackendsCheck()
        .look(config).stream()
            .filter(finding -> finding.subject().equals(subject))
            .findFirst()
            .orElseThrow()
            .found();
  }
}
