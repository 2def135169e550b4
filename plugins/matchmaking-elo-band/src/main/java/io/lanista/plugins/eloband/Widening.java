package io.lanista.plugins.eloband;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Who accepts more from when on. All wait equally long for a step, so those who wait for their n-th
 * stand in a line in which the first is due first; only who comes with an old arrival does not fit
 * there, and goes into a heap.
 */
final class Widening {
  private static final int SLACK = 1_024;

  private record Due(Waiter waiter, long at) {}

  private final Bands bands;
  private final long every;
  private final List<Deque<Due>> lines = new ArrayList<>();
  private final PriorityQueue<Due> unordered =
      new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private int kept;

  Widening(Bands bands) {
    this.bands = bands;
    this.every = bands.every().toNanos();
  }

  /** Notes when a waiter widens next, if it ever does and has not left. */
  void add(Waiter waiter, long now) {
    if (waiter.gone) {
      return;
    }
    int steps = bands.steps(now - waiter.joined, waiter.asked);
    if (steps >= bands.lastStep(waiter.asked)) {
      return;
    }
    while (lines.size() <= steps) {
      lines.add(new ArrayDeque<>());
    }
    Due due = new Due(waiter, waiter.joined + (steps + 1) * every);
    Deque<Due> line = lines.get(steps);
    if (line.isEmpty() || line.peekLast().at <= due.at) {
      line.add(due);
    } else {
      unordered.add(due);
    }
    kept++;
  }

  /** Takes out who has widened by now. */
  void widened(long now, Consumer<Waiter> take) {
    // From the last line on, where they wait longest.
    for (int i = lines.size() - 1; i >= 0; i--) {
      take(lines.get(i), now, take);
    }
    take(unordered, now, take);
  }

  private void take(Queue<Due> from, long now, Consumer<Waiter> take) {
    for (Due due = from.peek(); due != null && due.at <= now; due = from.peek()) {
      from.remove();
      kept--;
      if (!due.waiter.gone) {
        take.accept(due.waiter);
      }
    }
  }

  /** When the next of those who wait widens; {@link Long#MAX_VALUE} if none will. */
  long next() {
    long next = Long.MAX_VALUE;
    for (Deque<Due> line : lines) {
      next = Math.min(next, first(line));
    }
    return Math.min(next, first(unordered));
  }

  private long first(Queue<Due> queue) {
    while (!queue.isEmpty() && queue.peek().waiter.gone) {
      queue.remove();
      kept--;
    }
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().at;
  }

  /** Forgets those who left, if they are more than those who wait. */
  void forget(int waiting) {
    if (kept > 2 * waiting + SLACK) {
      lines.forEach(line -> line.removeIf(due -> due.waiter.gone));
      unordered.removeIf(due -> due.waiter.gone);
      kept = lines.stream().mapToInt(Deque::size).sum() + unordered.size();
    }
  }
}
