package io.lanista.plugins.sprint;

import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.plugin.PluginSettings;
import jakarta.inject.Inject;
import org.pf4j.Extension;

/**
 * Contributes the room format {@code sprint}: the first team that owns so many problems wins.
 *
 * <p>Setting: {@code problems-to-win}, 1..100; without it half of a room's problems, rounded up.
 */
@Extension
public final class SprintPlugin implements EnginePlugin {
  private static final int HALF = 0;
  private static final int MOST = 100;

  private final Goal goal;

  @Inject
  public SprintPlugin(PluginSettings settings) {
    settings.allowOnly("problems-to-win");
    int fixed = settings.number("problems-to-win", HALF, HALF, MOST);
    this.goal = fixed == HALF ? problems -> (problems + 1) / 2 : problems -> fixed;
  }

  @Override
  public void contribute(Contributions to) {
    to.roomFormat("sprint", new SprintFormat(goal));
  }
}
