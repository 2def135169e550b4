package io.lanista.engine.simulation;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the core on a virtual clock, one seed after the other. The same seed gives the same run, in
 * any process: what happens depends on nothing else.
 */
public final class Simulation implements AutoCloseable {
  // Held, because loggers are collected otherwise. A simulation provokes what the core complains
  // of.
  private final Logger log = Logger.getLogger("io.lanista");
  private final Level usual = log.getLevel();
  private final Carriers carriers = new Carriers();
  private long steps;
  private long matches;
  private long completed;
  private long crashes;

  public Simulation() {
    log.setLevel(Level.OFF);
  }

  /**
   * Runs a seed to its end.
   *
   * @return a hash of all that happened
   * @throws AssertionError if an invariant was violated, with how to see it again
   */
  public long run(long seed) {
    World world = new World(seed, carriers);
    try {
      World.Outcome outcome = world.run();
      steps += outcome.steps();
      matches += outcome.matches();
      completed += outcome.completed();
      crashes += outcome.crashes();
      return outcome.hash();
    } catch (Violation violation) {
      throw new AssertionError(
          "Seed "
              + seed
              + ": "
              + violation.getMessage()
              + "\nAgain: mvn -pl engine-core -am test -Dtest=SimulationTest -Dlanista.sim.seed="
              + seed
              + " -Dsurefire.failIfNoSpecifiedTests=false\n"
              + String.join("\n", world.trace.last()),
          violation);
    }
  }

  /** What all runs together came to. */
  public String summary() {
    return steps
        + " steps, "
        + matches
        + " matches, "
        + completed
        + " completed, "
        + crashes
        + " crashes";
  }

  @Override
  public void close() {
    carriers.close();
    log.setLevel(usual);
  }

  /** Prints the hashes of the seeds given. */
  public static void main(String[] seeds) {
    try (Simulation simulation = new Simulation()) {
      for (String seed : seeds) {
        System.out.println(Long.toHexString(simulation.run(Long.parseLong(seed))));
      }
    }
  }
}
