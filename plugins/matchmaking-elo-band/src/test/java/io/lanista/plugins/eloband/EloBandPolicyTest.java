package io.lanista.plugins.eloband;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.plugin.Contributed;
import io.lanista.ports.plugin.PluginSettings;
import io.lanista.ports.queue.Candidates;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.MatchmakingPolicyContract;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EloBandPolicyTest extends MatchmakingPolicyContract {
  @Override
  protected MatchmakingPolicy policy() {
    return policy(Map.of());
  }

  private static MatchmakingPolicy policy(Map<String, String> settings) {
    return Contributed.policy(
        "elo-band", new EloBandPlugin(new PluginSettings("matchmaking-elo-band", settings)));
  }

  @Test
  void settingsShapeTheBand() {
    MatchPool pool =
        policy(Map.of("range", "10", "step", "20", "every-seconds", "5", "most", "45"))
            .open(new QueueName("q"));
    Instant now = Candidates.JOINED;
    assertThat(pool.offer(List.of(Candidates.rated(1, 1500)), List.of(), now)).isEmpty();
    assertThat(pool.offer(List.of(Candidates.rated(2, 1545)), List.of(), now)).isEmpty();
    assertThat(pool.nextChange()).contains(now.plusSeconds(5));
    assertThat(pool.offer(List.of(), List.of(), now.plusSeconds(5))).isEmpty();
    assertThat(pool.offer(List.of(), List.of(), now.plusSeconds(9))).isEmpty();
    assertThat(pool.offer(List.of(), List.of(), now.plusSeconds(10)))
        .containsExactly(new Pairing(1, 2));
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertThatThrownBy(() -> policy(Map.of("widen", "5")))
        .hasMessageContaining("plugins.settings.matchmaking-elo-band has no setting named widen")
        .hasMessageContaining("every-seconds, most, range, step");
    assertThatThrownBy(() -> policy(Map.of("step", "5")))
        .hasMessageContaining("plugins.settings.matchmaking-elo-band.step must be");
  }
}
