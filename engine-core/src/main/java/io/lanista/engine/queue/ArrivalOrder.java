package io.lanista.engine.queue;

/**
 * Says how many waiting tickets arrived before one, in logarithmic time: a Fenwick tree over the
 * numbers of arrival. Numbers only grow, so the tree covers a window that starts at the oldest one
 * still of interest and is rebuilt, twice as wide, when arrivals leave it. Thread-safe: one lock.
 */
final class ArrivalOrder {
  private static final int SMALLEST = 1024;

  private long first;
  private boolean[] present = new boolean[SMALLEST];
  private int[] tree = new int[SMALLEST + 1];

  ArrivalOrder(long firstNumber) {
    first = firstNumber;
  }

  synchronized void add(long number) {
    if (number - first >= present.length) {
      rebuild(number);
    }
    int index = (int) (number - first);
    present[index] = true;
    change(index, 1);
  }

  synchronized void remove(long number) {
    long index = number - first;
    if (index >= 0 && index < present.length && present[(int) index]) {
      present[(int) index] = false;
      change((int) index, -1);
    }
  }

  /** 1 for the longest-waiting ticket. */
  synchronized int position(long number) {
    int count = 1;
    for (int i = (int) Math.max(0, Math.min(number - first, present.length)); i > 0; i -= i & -i) {
      count += tree[i];
    }
    return count;
  }

  private void change(int index, int by) {
    for (int i = index + 1; i < tree.length; i += i & -i) {
      tree[i] += by;
    }
  }

  private void rebuild(long newest) {
    int oldest = 0;
    while (oldest < present.length && !present[oldest]) {
      oldest++;
    }
    long from = oldest == present.length ? newest : first + oldest;
    int size = SMALLEST;
    while (size < 2 * (newest - from + 1)) {
      size *= 2;
    }
    boolean[] old = present;
    long oldFirst = first;
    first = from;
    present = new boolean[size];
    tree = new int[size + 1];
    for (int i = oldest; i < old.length; i++) {
      if (old[i]) {
        int index = (int) (oldFirst + i - from);
        present[index] = true;
        change(index, 1);
      }
    }
  }
}
