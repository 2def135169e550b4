package io.lanista.engine.queue;

import java.util.Arrays;

/**
 * Says how many waiting tickets arrived before one, in logarithmic time: their numbers, ascending,
 * with a Fenwick tree over who of them still waits. Those who left are dropped when the room is
 * used up, so memory follows how many wait, however long the first one does. Thread-safe: one lock.
 */
final class ArrivalOrder {
  private static final int SMALLEST = 1024;

  private long[] numbers = new long[SMALLEST];
  private boolean[] present = new boolean[SMALLEST];
  private int[] tree = new int[SMALLEST + 1];
  private int used;
  private int waiting;

  /** Adds a number that is higher than every one added before. */
  synchronized void add(long number) {
    if (used > 0 && number <= numbers[used - 1]) {
      throw new IllegalArgumentException("Numbers of arrival only grow: " + number);
    }
    if (used == numbers.length) {
      compact();
    }
    numbers[used] = number;
    present[used] = true;
    change(used++, 1);
    waiting++;
  }

  synchronized void remove(long number) {
    int index = Arrays.binarySearch(numbers, 0, used, number);
    if (index >= 0 && present[index]) {
      present[index] = false;
      change(index, -1);
      waiting--;
    }
  }

  /** 1 for the longest-waiting ticket. */
  synchronized int position(long number) {
    int found = Arrays.binarySearch(numbers, 0, used, number);
    int count = 1;
    for (int i = found >= 0 ? found : -found - 1; i > 0; i -= i & -i) {
      count += tree[i];
    }
    return count;
  }

  /** How many numbers there is room for. */
  synchronized int capacity() {
    return numbers.length;
  }

  private void change(int index, int by) {
    for (int i = index + 1; i < tree.length; i += i & -i) {
      tree[i] += by;
    }
  }

  /** Keeps those who wait, with room for as many again. */
  private void compact() {
    int size = Math.max(SMALLEST, 2 * waiting);
    long[] kept = new long[size];
    int count = 0;
    for (int i = 0; i < used; i++) {
      if (present[i]) {
        kept[count++] = numbers[i];
      }
    }
    numbers = kept;
    present = new boolean[size];
    tree = new int[size + 1];
    used = count;
    for (int i = 0; i < count; i++) {
      present[i] = true;
      change(i, 1);
    }
  }
}
