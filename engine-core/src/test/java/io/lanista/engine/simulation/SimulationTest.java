package io.lanista.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The core under seeded schedules and faults. {@code -Dlanista.sim.seeds=20000} runs more of them,
 * {@code -Dlanista.sim.seed=N} just one, again.
 */
class SimulationTest {
  private static final String ONE = "lanista.sim.seed";
  private static final String COUNT = "lanista.sim.seeds";
  private static final int USUAL = 200;

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void noInvariantIsViolated() {
    try (Simulation simulation = new Simulation()) {
      if (Long.getLong(ONE) != null) {
        System.out.println(Long.toHexString(simulation.run(Long.getLong(ONE))));
        return;
      }
      int count = Integer.getInteger(COUNT, USUAL);
      for (long seed = 1; seed <= count; seed++) {
        simulation.run(seed);
      }
      System.out.println("Simulated " + count + " seeds: " + simulation.summary() + ".");
    }
  }

  @Test
  void aSeedRunsTheSameInEveryProcess() throws Exception {
    String[] seeds = {"4", "11", "23"};
    StringBuilder here = new StringBuilder();
    try (Simulation simulation = new Simulation()) {
      for (String seed : seeds) {
        long hash = simulation.run(Long.parseLong(seed));
        assertThat(simulation.run(Long.parseLong(seed))).isEqualTo(hash);
        here.append(Long.toHexString(hash)).append('\n');
      }
    }
    assertThat(elsewhere(seeds)).isEqualTo(here.toString());
  }

  @Test
  void seedsDiffer() {
    try (Simulation simulation = new Simulation()) {
      assertThat(simulation.run(1)).isNotEqualTo(simulation.run(2));
    }
  }

  private static String elsewhere(String... seeds) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Simulation.class.getName());
    builder.command().addAll(List.of(seeds));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String hashes = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return hashes.replace("\r", "");
    } finally {
      process.destroyForcibly();
    }
  }
}
