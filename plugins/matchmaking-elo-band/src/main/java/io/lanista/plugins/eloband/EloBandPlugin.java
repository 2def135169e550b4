package io.lanista.plugins.eloband;

import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.plugin.PluginSettings;
import jakarta.inject.Inject;
import java.time.Duration;
import org.pf4j.Extension;

/**
 * Contributes the matchmaking policy {@code elo-band}: opponents of similar rating, in bands that
 * widen with waiting. Settings: {@code range}, {@code step}, {@code every-seconds}, {@code most}.
 */
@Extension
public final class EloBandPlugin implements EnginePlugin {
  private final Bands bands;

  @Inject
  public EloBandPlugin(PluginSettings settings) {
    settings.allowOnly("range", "step", "every-seconds", "most");
    bands =
        new Bands(
            settings.number("range", 200, 1, Bands.WIDEST),
            settings.number("step", 100, Bands.LEAST_STEP, Bands.WIDEST),
            settings.seconds(
                "every-seconds", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofDays(1)),
            settings.number("most", 500, 1, Bands.WIDEST));
  }

  @Override
  public void contribute(Contributions to) {
    to.matchmaking("elo-band", new EloBandPolicy(bands));
  }
}
