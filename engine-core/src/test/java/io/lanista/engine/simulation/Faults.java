package io.lanista.engine.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** When something fails, decided by the seed: some runs are calm, some are not. */
final class Faults {
  private static final double[] RATES = {0, 0.005, 0.02, 0.08};
  private final Random random;
  private final double storage;
  private final double plugin;
  private final double other;
  private boolean over;

  Faults(Random random) {
    this.random = random;
    storage = RATES[random.nextInt(RATES.length)];
    plugin = RATES[random.nextInt(RATES.length)];
    other = 2 * RATES[random.nextInt(RATES.length)];
  }

  /** From now on everything works. */
  void end() {
    over = true;
  }

  boolean storageFails() {
    return happens(storage);
  }

  boolean answerIsLost() {
    return happens(storage);
  }

  boolean pluginFails() {
    return happens(plugin);
  }

  boolean portFails() {
    return happens(other);
  }

  /** How long the storage takes, if it is slow this time. */
  Optional<Duration> delay() {
    return happens(storage / 2)
        ? Optional.of(Duration.ofMillis(100L + random.nextInt(8_000)))
        : Optional.empty();
  }

  private boolean happens(double rate) {
    return !over && rate > 0 && random.nextDouble() < rate;
  }
}
