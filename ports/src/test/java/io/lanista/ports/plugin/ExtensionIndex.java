package io.lanista.ports.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a plugin's artifact says about its classes, without which it is not found. */
public final class ExtensionIndex {
  private ExtensionIndex() {}

  /** Fails unless the index beside a plugin's class names it. */
  public static void assertNames(Class<? extends EnginePlugin> plugin) throws IOException {
    try (InputStream index = plugin.getResourceAsStream("/META-INF/extensions.idx")) {
      assertThat(index).isNotNull();
      assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8))
          .contains(plugin.getName());
    }
  }
}
