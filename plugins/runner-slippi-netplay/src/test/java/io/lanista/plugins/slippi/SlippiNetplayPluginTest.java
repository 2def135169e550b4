package io.lanista.plugins.slippi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.plugin.Contributed;
import io.lanista.ports.plugin.ExtensionIndex;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SlippiNetplayPluginTest {
  @Test
  void contributesTheMeleeRunner() {
    assertThat(Contributed.runner("slippi-netplay", new SlippiNetplayPlugin()).game())
        .isEqualTo("melee");
  }

  @Test
  void extensionIndexNamesThePlugin() throws IOException {
    ExtensionIndex.assertNames(SlippiNetplayPlugin.class);
  }
}
