package io.lanista.plugins.eloband;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The few traits that so many waiters have that a search must pass them over together. Waiters are
 * grouped by which of these they have, and whoever may not meet those with a trait leaves its
 * groups out. Found by blame: a search that passed many one by one blames each trait its asker
 * shuns. Everyone is grouped anew only after searches have passed several times as many as wait, so
 * that grouping never costs more than what it saves.
 */
final class CommonTraits {
  /** Each may double the groups. */
  private static final int MOST = 6;

  /** As many are passed over one by one, and nobody is blamed. */
  private static final int FEW = 16;

  private static final int MOST_BLAMED = 4_096;
  private static final int TIMES = 4;
  private static final int LEAST_PASSED = 1_000;

  private final Map<Trait, Long> blame = new HashMap<>();
  private List<Trait> traits = List.of();
  private long passed;

  /** Accounts for a search. Answers whether it is time to choose anew. */
  boolean isDue(Search search, int waiting) {
    passed += search.passed;
    if (search.passed > FEW) {
      Trait.shunnedBy(search.asker)
          .filter(trait -> blame.size() < MOST_BLAMED || blame.containsKey(trait))
          .forEach(trait -> blame.merge(trait, search.passed, Long::sum));
    }
    return passed > (long) TIMES * waiting + LEAST_PASSED;
  }

  /** Chooses those blamed most. Answers whether they are others than before. */
  boolean choose() {
    passed = 0;
    List<Trait> chosen =
        blame.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    blame.keySet().retainAll(chosen);
    // What is passed over together is not blamed again, and is to stay for a while.
    blame.replaceAll((trait, old) -> Math.max(1, old / 2));
    boolean changed = !traits.containsAll(chosen);
    if (changed) {
      traits = chosen;
    }
    return changed;
  }

  /** Marks a waiter with the common traits that it has, and those that it may not meet. */
  void mark(Waiter waiter) {
    waiter.traits = 0;
    waiter.shuns = 0;
    for (int i = 0; i < traits.size(); i++) {
      Trait trait = traits.get(i);
      if (trait.isOf(waiter)) {
        waiter.traits |= 1 << i;
      }
      if (trait.isShunnedBy(waiter)) {
        waiter.shuns |= 1 << i;
      }
    }
  }
}
