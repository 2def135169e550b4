package io.lanista.plugins.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.plugin.Contributed;
import io.lanista.ports.plugin.ExtensionIndex;
import io.lanista.ports.plugin.PluginSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuelPluginTest {
  @Test
  void contributesTheDuel() {
    assertThat(
            Contributed.runner("duel", new DuelPlugin(new PluginSettings("runner-duel", Map.of())))
                .game())
        .isEqualTo("duel");
  }

  @Test
  void aSettingItDoesNotKnowIsRefusedByName() {
    PluginSettings misspelt = new PluginSettings("runner-duel", Map.of("stock", "3"));

    assertThatThrownBy(() -> new DuelPlugin(misspelt)).hasMessageContaining("stock");
  }

  @Test
  void extensionIndexNamesThePlugin() throws IOException {
    ExtensionIndex.assertNames(DuelPlugin.class);
  }
}
