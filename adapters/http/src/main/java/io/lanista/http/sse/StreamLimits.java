package io.lanista.http.sse;

import java.time.Duration;
import java.util.Objects;

/**
 * What one event stream may cost.
 *
 * @param heartbeat how often a comment shows the client that we are still there
 * @param maxWaitingBytes a client for which more than this waits is cut off; what is sent while
 *     nothing waits may be larger
 * @param stalledAfter a client that takes nothing of what waits for so long is cut off
 * @param retry after which browsers come back when the connection broke
 */
public record StreamLimits(
    Duration heartbeat, int maxWaitingBytes, Duration stalledAfter, Duration retry) {
  public StreamLimits {
    Objects.requireNonNull(heartbeat);
    Objects.requireNonNull(stalledAfter);
    Objects.requireNonNull(retry);
    if (maxWaitingBytes < 1 || heartbeat.isNegative() || stalledAfter.isNegative()) {
      throw new IllegalArgumentException("every bound of a stream is positive");
    }
  }

  /** A heartbeat every 15 s, 256 KiB waiting, 30 s stalled, back after 2 s. */
  public static StreamLimits usual() {
    return new StreamLimits(
        Duration.ofSeconds(15), 262_144, Duration.ofSeconds(30), Duration.ofSeconds(2));
  }
}
