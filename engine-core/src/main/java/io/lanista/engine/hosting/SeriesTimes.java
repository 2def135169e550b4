package io.lanista.engine.hosting;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** How long the last series took, for what to expect of the next. Thread-safe. */
final class SeriesTimes {
  private static final int MOST = 32;

  private final Deque<Duration> last = new ArrayDeque<>();

  synchronized void took(Duration time) {
    if (last.size() == MOST) {
      last.removeFirst();
    }
    last.addLast(time);
  }

  /**
   * When a series begins that has so many before it: places become free one after the other, a
   * median series apart for each place.
   *
   * @param ahead how many wait before it
   * @return empty while nothing is known of how long series take
   */
  synchronized Optional<Duration> until(int ahead, int places) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = last.stream().sorted().toList();
    return Optional.of(sorted.get(sorted.size() / 2).multipliedBy(ahead + 1L).dividedBy(places));
  }
}
