package io.lanista.http.limit;

import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket per client address. An IPv6 client counts as its /64, which is what one customer
 * gets. The least recently seen address is forgotten when there are too many. Thread-safe.
 */
public final class RequestRate {
  private static final int MOST_ADDRESSES = 20_000;

  private final int tokens;
  private final Duration per;
  private final int burst;

  // Guarded by itself.
  private final Map<Object, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /**
   * @param tokens how many requests come back in a period; 0 for no limit
   * @param burst how many may come at once
   */
  public RequestRate(int tokens, Duration per, int burst) {
    this.tokens = tokens;
    this.per = per;
    this.burst = burst;
  }

  /**
   * @param perSecond 0 for no limit
   */
  public RequestRate(int perSecond, int burst) {
    this(perSecond, Duration.ofSeconds(1), burst);
  }

  /** Takes one request of the address; the seconds to wait if there is none left, else 0. */
  public long take(InetAddress client) {
    if (tokens == 0) {
      return 0;
    }
    Bucket bucket;
    synchronized (buckets) {
      bucket = buckets.computeIfAbsent(AddressCount.client(client), any -> bucket());
    }
    var taken = bucket.tryConsumeAndReturnRemaining(1);
    return taken.isConsumed()
        ? 0
        : Math.max(1, Duration.ofNanos(taken.getNanosToWaitForRefill()).toSeconds());
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(tokens, per))
        .build();
  }
}
