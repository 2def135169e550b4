package io.lanista.plugins.slippi;

import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import org.pf4j.Extension;

/** Contributes the runner {@code slippi-netplay}. Has no settings and holds nothing. */
@Extension
public final class SlippiNetplayPlugin implements EnginePlugin {
  /** The name a queue's configuration refers to. */
  public static final String RUNNER = "slippi-netplay";

  @Override
  public void contribute(Contributions to) {
    to.runner(RUNNER, new SlippiNetplay());
  }
}
