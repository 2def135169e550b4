package io.lanista.plugins.dolphin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.PluginSettings;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.room.RoomFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DolphinPluginTest {
  @Test
  void contributesMelee() {
    Map<String, GameRunner> runners = new HashMap<>();

    new DolphinPlugin(new PluginSettings("runner-dolphin", Map.of()))
        .contribute(
            new Contributions() {
              @Override
              public Contributions matchmaking(String name, MatchmakingPolicy policy) {
                throw new AssertionError("This plugin has no matchmaking.");
              }

              @Override
              public Contributions runner(String name, GameRunner runner) {
                runners.put(name, runner);
                return this;
              }

              @Override
              public Contributions roomFormat(String name, RoomFormat format) {
                throw new AssertionError("This plugin has no room format.");
              }
            });

    assertThat(runners).containsOnlyKeys("dolphin");
    assertThat(runners.get("dolphin").game()).isEqualTo("melee");
  }

  @Test
  void extensionIndexNamesThePlugin() throws IOException {
    try (InputStream index = DolphinPlugin.class.getResourceAsStream("/META-INF/extensions.idx")) {
      assertThat(index).isNotNull();
      assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8))
          .contains(DolphinPlugin.class.getName());
    }
  }
}
