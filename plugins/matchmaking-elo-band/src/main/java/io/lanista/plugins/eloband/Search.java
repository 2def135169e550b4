package io.lanista.plugins.eloband;

/**
 * One look for an opponent: the asker, and the best found so far. Counts whom it passed over
 * because the two may not meet, which is what tells that a trait is common.
 */
final class Search {
  final Waiter asker;

  /** Only who joined at this instant or before. */
  long latest;

  Waiter best;
  int bestDistance = Integer.MAX_VALUE;
  long passed;

  Search(Waiter asker) {
    this.asker = asker;
  }

  /** Whether the two may meet; ratings and formats are not looked at. */
  boolean mayTake(Waiter other) {
    if (other == asker) {
      return false;
    }
    if (asker.mayMeet(other)) {
      return true;
    }
    passed++;
    return false;
  }

  /** Whether someone who joined then, with that number, would be the oldest so far. */
  boolean wouldBeOldest(long joined, long number) {
    return joined <= latest && (best == null || best.isYoungerThan(joined, number));
  }

  /** Whether someone so far away would be closer than the best, or as close and older. */
  boolean wouldBeBetter(int distance, long joined, long number) {
    return joined <= latest
        && (distance < bestDistance
            || (distance == bestDistance && best.isYoungerThan(joined, number)));
  }

  void take(Waiter other) {
    best = other;
    bestDistance = asker.distance(other);
  }
}
