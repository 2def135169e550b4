package io.lanista.plugins.fifo;

import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.plugin.PluginSettings;
import jakarta.inject.Inject;
import org.pf4j.Extension;

/** Contributes the matchmaking policy {@code fifo}: whoever waited longest plays next. */
@Extension
public final class FifoPlugin implements EnginePlugin {
  @Inject
  public FifoPlugin(PluginSettings settings) {
    settings.allowOnly();
  }

  @Override
  public void contribute(Contributions to) {
    to.matchmaking("fifo", new FifoPolicy());
  }
}
