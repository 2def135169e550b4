package io.lanista.distribution.bench;

/** How long things took, to within 3 %. For one thread at a time. */
final class Latencies {
  private static final int FINE_BITS = 5;
  private static final int FINE = 1 << FINE_BITS;

  private final long[] counts = new long[(64 - FINE_BITS + 1) * FINE];
  private long total;

  void record(long nanos) {
    counts[slot(Math.max(0, nanos))]++;
    total++;
  }

  void add(Latencies other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  long count() {
    return total;
  }

  /** What this share of them did not exceed, in milliseconds; 0 if there are none. */
  double millis(double share) {
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return upper(i) / 1e6;
      }
    }
    return 0;
  }

  private static int slot(long nanos) {
    if (nanos < FINE) {
      return (int) nanos;
    }
    int doublings = 63 - Long.numberOfLeadingZeros(nanos) - FINE_BITS;
    return (doublings + 1) * FINE + (int) (nanos >>> doublings) - FINE;
  }

  private static double upper(int slot) {
    if (slot < FINE) {
      return slot;
    }
    int doublings = slot / FINE - 1;
    return Math.scalb(slot % FINE + FINE + 1, doublings);
  }
}
