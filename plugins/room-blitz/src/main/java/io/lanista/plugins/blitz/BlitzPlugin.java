package io.lanista.plugins.blitz;

import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.plugin.PluginSettings;
import jakarta.inject.Inject;
import org.pf4j.Extension;

/** Contributes the room format {@code blitz}: one problem is open at a time. */
@Extension
public final class BlitzPlugin implements EnginePlugin {
  @Inject
  public BlitzPlugin(PluginSettings settings) {
    settings.allowOnly();
  }

  @Override
  public void contribute(Contributions to) {
    to.roomFormat("blitz", new BlitzFormat());
  }
}
