package io.lanista.plugins.arena;

import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.plugin.PluginSettings;
import jakarta.inject.Inject;
import org.pf4j.Extension;

/**
 * Contributes the room format {@code arena}: all problems are open from the start, until each has
 * an owner.
 */
@Extension
public final class ArenaPlugin implements EnginePlugin {
  @Inject
  public ArenaPlugin(PluginSettings settings) {
    settings.allowOnly();
  }

  @Override
  public void contribute(Contributions to) {
    to.roomFormat("arena", new ArenaFormat());
  }
}
