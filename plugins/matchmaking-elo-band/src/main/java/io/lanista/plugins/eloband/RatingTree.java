package io.lanista.plugins.eloband;

import java.util.Arrays;
import java.util.List;

/**
 * Waiters by rating: for each rating a line in order of age, and above the lines a tree that knows
 * the rating with the oldest waiter in every stretch. Adding, removing and both searches take a
 * step for each level of the tree, which has one for each doubling of the span of ratings, however
 * many wait.
 */
final class RatingTree {
  private static final int LEAST_SPAN = 256;

  /** The rating of the first line. */
  private final int base;

  private final int span;
  private final Entry[] heads;
  private final Entry[] tails;

  /**
   * For each line, when the first in it joined, and its number; the greatest values where there is
   * nobody.
   */
  private final long[] ages;

  /** The line with the oldest waiter below each node; node 1 is the root. */
  private final int[] oldest;

  /** The youngest that was ever added: who is younger yet goes behind everyone. */
  private Entry youngest;

  private RatingTree(int base, int span) {
    this.base = base;
    this.span = span;
    heads = new Entry[span];
    tails = new Entry[span];
    ages = new long[2 * span];
    Arrays.fill(ages, Long.MAX_VALUE);
    oldest = new int[2 * span];
    for (int i = 0; i < span; i++) {
      oldest[span + i] = i;
    }
    for (int i = span - 1; i > 0; i--) {
      oldest[i] = oldest[2 * i];
    }
  }

  private static RatingTree between(int least, int most) {
    int span = Math.max(LEAST_SPAN, Integer.highestOneBit(Math.max(1, most - least)) * 2);
    return new RatingTree(least - (span - (most - least + 1)) / 2, span);
  }

  /** A tree of these. */
  static RatingTree of(List<Entry> entries) {
    RatingTree tree =
        between(
            entries.stream().mapToInt(each -> each.waiter.rating).min().orElseThrow(),
            entries.stream().mapToInt(each -> each.waiter.rating).max().orElseThrow());
    entries.forEach(tree::add);
    return tree;
  }

  boolean covers(int rating) {
    return rating >= base && rating < base + span;
  }

  /** A tree of the same waiters that covers one more rating. */
  RatingTree covering(int rating) {
    RatingTree wider = between(Math.min(rating, base), Math.max(rating, base + span - 1));
    for (Entry head : heads) {
      for (Entry entry = head; entry != null; ) {
        Entry next = entry.after;
        wider.add(entry);
        entry = next;
      }
    }
    return wider;
  }

  void add(Entry entry) {
    int line = entry.waiter.rating - base;
    Entry before = tails[line];
    if (youngest == null || youngest.isOlderThan(entry)) {
      youngest = entry;
    } else if (before != null && entry.isOlderThan(heads[line])) {
      before = null;
    } else {
      // Nearly everyone comes to one of the ends.
      while (before != null && entry.isOlderThan(before)) {
        before = before.before;
      }
    }
    Entry after = before == null ? heads[line] : before.after;
    entry.before = before;
    entry.after = after;
    link(line, before, entry);
    if (after == null) {
      tails[line] = entry;
    } else {
      after.before = entry;
    }
    if (before == null) {
      headChanged(line);
    }
  }

  private void link(int line, Entry before, Entry entry) {
    if (before == null) {
      heads[line] = entry;
    } else {
      before.after = entry;
    }
  }

  void remove(Entry entry) {
    int line = entry.waiter.rating - base;
    link(line, entry.before, entry.after);
    if (entry.after == null) {
      tails[line] = entry.before;
    } else {
      entry.after.before = entry.before;
    }
    if (entry.before == null) {
      headChanged(line);
    }
    entry.before = null;
    entry.after = null;
  }

  private void headChanged(int line) {
    Entry head = heads[line];
    ages[2 * line] = head == null ? Long.MAX_VALUE : head.joined;
    ages[2 * line + 1] = head == null ? Long.MAX_VALUE : head.number;
    for (int node = (line + span) / 2; node > 0; node /= 2) {
      int winner = older(oldest[2 * node], oldest[2 * node + 1]);
      if (oldest[node] == winner && winner != line) {
        return;
      }
      oldest[node] = winner;
    }
  }

  private int older(int one, int other) {
    long joined = ages[2 * one];
    long others = ages[2 * other];
    return others < joined || (others == joined && ages[2 * other + 1] < ages[2 * one + 1])
        ? other
        : one;
  }

  private boolean wouldBeOldest(int line, Search search) {
    return search.wouldBeOldest(ages[2 * line], ages[2 * line + 1]);
  }

  /** Whether someone below a node joined by then. */
  private boolean hasAny(int node, long latest) {
    return ages[2 * oldest[node]] <= latest;
  }

  /** Whether anyone here, of whatever rating, is older than the best. */
  boolean hasOlder(Search search) {
    return wouldBeOldest(oldest[1], search);
  }

  /** Takes the oldest of a rating within bounds, if it is older than the best. */
  void oldest(int least, int most, Search search) {
    int from = Math.max(0, least - base);
    int to = Math.min(span - 1, most - base);
    if (from > to) {
      return;
    }
    int line = oldestLine(from, to);
    if (!wouldBeOldest(line, search)) {
      return;
    }
    if (search.mayTake(heads[line].waiter)) {
      search.best = heads[line].waiter;
    } else {
      oldest(1, 0, span - 1, from, to, search);
    }
  }

  private int oldestLine(int from, int to) {
    if (from <= oldest[1] && oldest[1] <= to) {
      return oldest[1]; // A band is wide, so this is often all there is to it.
    }
    int line = from;
    int left = from + span;
    int right = to + span + 1;
    while (left < right) {
      if ((left & 1) == 1) {
        line = older(line, oldest[left++]);
      }
      if ((right & 1) == 1) {
        line = older(line, oldest[--right]);
      }
      left /= 2;
      right /= 2;
    }
    return line;
  }

  /** Looks on behind those that the asker may not meet. */
  private void oldest(int node, int first, int last, int from, int to, Search search) {
    int line = oldest[node];
    if (last < from || first > to || !wouldBeOldest(line, search)) {
      return;
    }
    if (first == last) {
      Entry entry = heads[line];
      while (entry != null && search.wouldBeOldest(entry.joined, entry.number)) {
        if (search.mayTake(entry.waiter)) {
          search.best = entry.waiter;
          return;
        }
        entry = entry.after;
      }
      return;
    }
    int middle = (first + last) >>> 1;
    oldest(2 * node, first, middle, from, to, search);
    oldest(2 * node + 1, middle + 1, last, from, to, search);
  }

  /** Takes whoever is closest to the asker among those between two distances from it. */
  void closest(int least, int most, Search search) {
    int own = search.asker.rating - base;
    for (int from = least; from <= Math.min(most, search.bestDistance); from++) {
      int line = next(own + from, search.latest);
      from = line < 0 ? Integer.MAX_VALUE - 1 : line - own;
      if (from <= most && takeFrom(line, from, search)) {
        break;
      }
    }
    for (int from = Math.max(1, least); from <= Math.min(most, search.bestDistance); from++) {
      int line = previous(own - from, search.latest);
      from = line < 0 ? Integer.MAX_VALUE - 1 : own - line;
      if (from <= most && takeFrom(line, from, search)) {
        break;
      }
    }
  }

  /** Takes the first in a line that is better than the best; answers whether there was one. */
  private boolean takeFrom(int line, int distance, Search search) {
    // Often the first is not, and then nobody has to be looked at.
    Entry entry =
        search.wouldBeBetter(distance, ages[2 * line], ages[2 * line + 1]) ? heads[line] : null;
    while (entry != null && search.wouldBeBetter(distance, entry.joined, entry.number)) {
      if (search.mayTake(entry.waiter)) {
        search.take(entry.waiter);
        return true;
      }
      entry = entry.after;
    }
    return false;
  }

  /** The first line from here upwards with someone who joined by then; -1 if there is none. */
  private int next(int line, long latest) {
    if (line >= span) {
      return -1;
    }
    int node = Math.max(0, line) + span;
    while (!hasAny(node, latest)) {
      // Up to where a stretch begins that was not looked at.
      while ((node & 1) == 1) {
        node /= 2;
      }
      if (node == 0) {
        return -1;
      }
      node++;
    }
    while (node < span) {
      node *= 2;
      if (!hasAny(node, latest)) {
        node++;
      }
    }
    return node - span;
  }

  /** The first line from here downwards with someone who joined by then; -1 if there is none. */
  private int previous(int line, long latest) {
    if (line < 0) {
      return -1;
    }
    int node = Math.min(span - 1, line) + span;
    while (!hasAny(node, latest)) {
      while ((node & 1) == 0) {
        node /= 2;
      }
      if (node == 1) {
        return -1;
      }
      node--;
    }
    while (node < span) {
      node = 2 * node + 1;
      if (!hasAny(node, latest)) {
        node--;
      }
    }
    return node - span;
  }
}
