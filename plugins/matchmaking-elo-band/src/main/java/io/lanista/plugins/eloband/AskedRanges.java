package io.lanista.plugins.eloband;

import java.util.TreeSet;

/**
 * The ranges that those who wait asked for. A search looks at each of them, so there are only so
 * many at a time: one more counts as the next narrower one, and widens from there.
 */
final class AskedRanges {
  private static final int MOST = 24;
  private static final int NARROWEST = 1;

  private final int usual;
  private final int[] counts = new int[Bands.WIDEST + 1];
  private final TreeSet<Integer> used = new TreeSet<>();

  AskedRanges(int usual) {
    this.usual = usual;
  }

  /** Counts one in; answers the range it is to start with. */
  int enter(int asked) {
    int range = counts[asked] > 0 || used.size() < MOST || asked == usual ? asked : atMost(asked);
    if (counts[range]++ == 0) {
      used.add(range);
    }
    return range;
  }

  private int atMost(int asked) {
    Integer known = used.floor(asked);
    int narrower = known == null ? NARROWEST : known;
    return usual < asked ? Math.max(usual, narrower) : narrower;
  }

  /** Counts one out. */
  void leave(int range) {
    if (--counts[range] == 0) {
      used.remove(range);
    }
  }
}
