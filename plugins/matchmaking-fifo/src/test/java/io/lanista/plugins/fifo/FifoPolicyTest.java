package io.lanista.plugins.fifo;

import io.lanista.ports.plugin.Contributed;
import io.lanista.ports.plugin.PluginSettings;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.MatchmakingPolicyContract;
import java.util.Map;

class FifoPolicyTest extends MatchmakingPolicyContract {
  @Override
  protected MatchmakingPolicy policy() {
    return Contributed.policy(
        "fifo", new FifoPlugin(new PluginSettings("matchmaking-fifo", Map.of())));
  }
}
