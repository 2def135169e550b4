package io.lanista.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How many connections there may be, and for how long they may be silent.
 *
 * @param max in all; above it new ones wait to be accepted
 * @param maxPerAddress of one peer, trusted proxies excepted; above it new ones are closed
 * @param idleTimeout of an HTTP connection between requests
 * @param maxSockets open WebSockets in all, and as many event streams
 * @param maxSocketsPerAddress open WebSockets of one client address, and as many event streams
 */
public record ConnectionLimits(
    int max, int maxPerAddress, Duration idleTimeout, int maxSockets, int maxSocketsPerAddress) {
  public ConnectionLimits {
    Objects.requireNonNull(idleTimeout);
    if (max < 1 || maxPerAddress < 1 || maxSockets < 1 || maxSocketsPerAddress < 1) {
      throw new IllegalArgumentException("every connection limit is at least 1");
    }
  }

  /** 10,000 in all and 1,000 an address, 60 s idle; 5,000 sockets and 1,000 an address. */
  public static ConnectionLimits usual() {
    return new ConnectionLimits(10_000, 1_000, Duration.ofSeconds(60), 5_000, 1_000);
  }
}
