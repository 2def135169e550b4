package io.lanista.distribution.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long servers took from exec to the first 200 of /health/ready. Thread-safe. */
final class StartTimes {
  private static final long TARGET_MILLIS = 3000;

  private final List<Long> millis = new ArrayList<>();

  synchronized void add(Duration time) {
    millis.add(time.toMillis());
  }

  /** The median, or a guess while there is none. */
  synchronized Duration usual() {
    return Duration.ofMillis(millis.isEmpty() ? 1000 : at(0.5));
  }

  private long at(double share) {
    List<Long> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  @Override
  public synchronized String toString() {
    return millis.isEmpty()
        ? "no starts"
        : String.format(
            Locale.ROOT,
            "serving again after ms: median %d, p90 %d, p99 %d, most %d; %d of %d over %d",
            at(0.5),
            at(0.9),
            at(0.99),
            at(1),
            millis.stream().filter(m -> m > TARGET_MILLIS).count(),
            millis.size(),
            TARGET_MILLIS);
  }
}
