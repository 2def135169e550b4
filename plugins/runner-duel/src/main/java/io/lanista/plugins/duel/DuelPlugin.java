package io.lanista.plugins.duel;

import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.plugin.PluginSettings;
import jakarta.inject.Inject;
import org.pf4j.Extension;

/**
 * Contributes the runner {@code duel}. Settings: {@code stocks}, how many each side has (4), and
 * {@code frames}, after how many a game is decided by what is left (10,800: three minutes).
 */
@Extension
public final class DuelPlugin implements EnginePlugin {
  /** The name a queue's configuration refers to. */
  public static final String RUNNER = "duel";

  private final DuelRules rules;

  @Inject
  public DuelPlugin(PluginSettings settings) {
    settings.allowOnly("stocks", "frames");
    rules =
        new DuelRules(
            settings.number("stocks", DuelRules.USUAL.stocks(), 1, 99),
            settings.number("frames", DuelRules.USUAL.frames(), 60, 50_000));
  }

  @Override
  public void contribute(Contributions to) {
    to.runner(RUNNER, new DuelGame(rules));
  }
}
