package io.lanista.plugins.dolphin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.plugin.Contributed;
import io.lanista.ports.plugin.ExtensionIndex;
import io.lanista.ports.plugin.PluginSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DolphinPluginTest {
  @Test
  void contributesMelee() {
    assertThat(
            Contributed.runner(
                    "dolphin", new DolphinPlugin(new PluginSettings("runner-dolphin", Map.of())))
                .game())
        .isEqualTo("melee");
  }

  @Test
  void extensionIndexNamesThePlugin() throws IOException {
    ExtensionIndex.assertNames(DolphinPlugin.class);
  }
}
