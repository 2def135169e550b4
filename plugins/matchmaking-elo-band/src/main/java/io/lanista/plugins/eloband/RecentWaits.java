package io.lanista.plugins.eloband;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

/** How long agents of about the same rating waited lately; bounded, the newest are kept. */
final class RecentWaits {
  private static final int POINTS = 100;
  private static final int KEPT = 32;

  /** Fewer say nothing. */
  private static final int ENOUGH = 3;

  private static final class Ring {
    private final long[] nanos = new long[KEPT];
    private int count;

    LongStream stream() {
      return Arrays.stream(nanos, 0, Math.min(count, KEPT));
    }
  }

  private final Ring[] byRating = new Ring[at(Waiter.HIGHEST) + 1];

  void note(Waiter paired, long now) {
    int at = at(paired.rating);
    Ring ring = byRating[at];
    if (ring == null) {
      ring = new Ring();
      byRating[at] = ring;
    }
    ring.nanos[ring.count % KEPT] = Math.max(0, now - paired.joined);
    ring.count = ring.count == 2 * KEPT - 1 ? KEPT : ring.count + 1;
  }

  private static int at(int rating) {
    return (rating - Waiter.LOWEST) / POINTS;
  }

  /**
   * What is left of the median wait of those within about 100 points who waited longer than this
   * one has already; empty if they are too few.
   */
  Optional<Duration> median(Waiter waiting, long now) {
    int around = at(waiting.rating);
    long waited = Math.max(0, now - waiting.joined);
    long[] longer =
        Arrays.stream(byRating, Math.max(0, around - 1), Math.min(byRating.length, around + 2))
            .filter(Objects::nonNull)
            .flatMapToLong(Ring::stream)
            .filter(wait -> wait >= waited)
            .sorted()
            .toArray();
    return longer.length < ENOUGH
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(longer[(longer.length - 1) / 2] - waited));
  }
}
