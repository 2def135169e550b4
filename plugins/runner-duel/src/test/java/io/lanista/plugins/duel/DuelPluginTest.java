package io.lanista.plugins.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class DuelPluginTest {
  @Test
  void contributesTheDuel() {
    Map<String, GameRunner> runners = new HashMap<>();

    new DuelPlugin(new PluginSettings("runner-duel", Map.of()))
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

    assertThat(runners).containsOnlyKeys("duel");
    assertThat(runners.get("duel").game()).isEqualTo("duel");
  }

  @Test
  void aSettingItDoesNotKnowIsRefusedByName() {
    PluginSettings misspelt = new PluginSettings("runner-duel", Map.of("stock", "3"));

    assertThatThrownBy(() -> new DuelPlugin(misspelt)).hasMessageContaining("stock");
  }

  @Test
  void extensionIndexNamesThePlugin() throws IOException {
    try (InputStream index = DuelPlugin.class.getResourceAsStream("/META-INF/extensions.idx")) {
      assertThat(index).isNotNull();
      assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8))
          .contains(DuelPlugin.class.getName());
    }
  }
}
