package io.lanista.plugins.eloband;

import java.util.TreeMap;

/**
 * The ranges that those who wait asked for. A search looks at each of them, so there are only so
 * many at a time: one more counts as the next narrower one, and widens from there.
 */
final class AskedRanges {
  private static final int MOST = 24;
  private static final int NARROWEST = 1;

  private final int usual;
  private final TreeMap<Integer, Integer> counts = new TreeMap<>();

  AskedRanges(int usual) {
    this.usual = usual;
  }

  /** Counts one in; answers the range it is to start with. */
  int enter(int asked) {
    int range = counts.size() < MOST || asked == usual ? asked : atMost(asked);
    counts.merge(range, 1, Integer::sum);
    return range;
  }

  private int atMost(int asked) {
    Integer known = counts.floorKey(asked);
    int narrower = known == null ? NARROWEST : known;
    return usual < asked ? Math.max(usual, narrower) : narrower;
  }

  /** Counts one out. */
  void leave(int range) {
    counts.computeIfPresent(range, (same, count) -> count == 1 ? null : count - 1);
  }
}
