package io.lanista.plugins.fifo;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.PluginSettings;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.MatchmakingPolicyContract;
import io.lanista.ports.room.RoomFormat;
import java.util.HashMap;
import java.util.Map;

class FifoPolicyTest extends MatchmakingPolicyContract {
  @Override
  protected MatchmakingPolicy policy() {
    Map<String, MatchmakingPolicy> contributed = new HashMap<>();
    new FifoPlugin(new PluginSettings("matchmaking-fifo", Map.of()))
        .contribute(
            new Contributions() {
              @Override
              public Contributions matchmaking(String name, MatchmakingPolicy policy) {
                contributed.put(name, policy);
                return this;
              }

              @Override
              public Contributions runner(String name, GameRunner runner) {
                throw new AssertionError("This plugin has no runner.");
              }

              @Override
              public Contributions roomFormat(String name, RoomFormat format) {
                throw new AssertionError("This plugin has no room format.");
              }
            });
    return contributed.get("fifo");
  }
}
