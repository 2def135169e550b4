package io.lanista.ports.fuzz;

import java.util.random.RandomGenerator;

/** What is fuzzed: where its inputs come from, and what has to hold for each of them. */
public interface FuzzTarget {
  /** Makes an input; the same one for a generator of the same seed. */
  byte[] input(RandomGenerator random) throws Exception;

  /**
   * Takes an input and checks what came of it. Whatever is thrown is a finding.
   *
   * @return one of a few words that say what became of it, such as {@code accepted}, for the count
   */
  String take(byte[] input) throws Exception;
}
