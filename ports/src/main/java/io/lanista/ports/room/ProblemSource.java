package io.lanista.ports.room;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Has problems to draw from. Thread-safe. */
public interface ProblemSource {
  /**
   * Draws different problems at random, each of the selection's ratings and none of the excluded.
   * Returns within 60 seconds.
   *
   * @return as many as the selection asks for, or all there are if those are fewer
   */
  List<Problem> draw(Selection selection, Set<ProblemId> excluded, RandomGenerator random)
      throws JudgeUnavailableException;
}
