package io.lanista.judges;

import io.lanista.ports.room.Problem;
import io.lanista.ports.room.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Draws from a list. */
final class DrawnProblems {
  private DrawnProblems() {}

  /**
   * Draws at random, every problem at most once.
   *
   * @param may whether a problem may be drawn, beside having a rating that fits
   * @return as many as there are up to the selection's count, the easiest first
   */
  static List<Problem> of(
      List<Problem> all, Selection selection, Predicate<Problem> may, RandomGenerator random) {
    List<Problem> left =
        new ArrayList<>(all.stream().filter(p -> fits(p, selection)).filter(may).toList());
    int count = Math.min(selection.count(), left.size());
    for (int i = 0; i < count; i++) {
      Collections.swap(left, i, random.nextInt(i, left.size()));
    }
    return left.subList(0, count).stream()
        .sorted(
            Comparator.comparing((Problem p) -> p.rating().orElseThrow())
                .thenComparing(p -> p.id().text()))
        .toList();
  }

  private static boolean fits(Problem problem, Selection selection) {
    return problem
        .rating()
        .filter(rating -> rating >= selection.minRating() && rating <= selection.maxRating())
        .isPresent();
  }
}
