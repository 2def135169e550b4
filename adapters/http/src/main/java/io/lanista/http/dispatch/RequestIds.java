package io.lanista.http.dispatch;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of requests: short, unique across restarts with near certainty, not secret. Thread-safe. */
final class RequestIds {
  private final String start = Long.toString(new SecureRandom().nextLong() >>> 24, 36) + "-";
  private final AtomicLong count = new AtomicLong();

  String next() {
    return start + Long.toString(count.incrementAndGet(), 36);
  }
}
