package io.lanista.engine.chain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random runs against a chain that fails and reorganises, with senders that crash and overlap. More
 * of them: {@code -Dlanista.sim.seeds=5000}; one of them: {@code -Dlanista.sim.first=17
 * -Dlanista.sim.seeds=1}.
 */
class ChainSimulationTest {
  @Test
  @Timeout(3_600)
  void everythingIsDoneOnceWhateverHappens() {
    long first = Long.getLong("lanista.sim.first", 1);
    long seeds = Long.getLong("lanista.sim.seeds", 200);
    for (long seed = first; seed < first + seeds; seed++) {
      ChainRun run = new ChainRun(seed);
      try {
        run.play();
        run.check();
      } catch (AssertionError | RuntimeException failed) {
        throw new AssertionError("Seed " + seed + ": " + failed.getMessage() + run.trace(), failed);
      }
    }
  }
}
