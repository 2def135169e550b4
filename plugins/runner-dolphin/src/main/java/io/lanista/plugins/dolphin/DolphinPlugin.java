package io.lanista.plugins.dolphin;

import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.plugin.PluginSettings;
import jakarta.inject.Inject;
import org.pf4j.Extension;

/** Contributes the runner {@code dolphin}. Its settings: {@link DolphinSettings}. */
@Extension
public final class DolphinPlugin implements EnginePlugin {
  /** The name a queue's configuration refers to. */
  public static final String RUNNER = "dolphin";

  private final DolphinGame game;

  @Inject
  public DolphinPlugin(PluginSettings settings) {
    game = new DolphinGame(DolphinSettings.of(settings));
  }

  /** Also ends what an engine that was killed left running. */
  @Override
  public void contribute(Contributions to) {
    game.endOrphans();
    to.runner(RUNNER, game);
  }
}
