package io.lanista.http.limit;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/** Counts open things of each address, up to a bound. Holds nothing for addresses with none. */
public final class AddressCount {
  private final ConcurrentHashMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();
  private final int max;

  public AddressCount(int max) {
    this.max = max;
  }

  /** Counts one more, unless the address is at its bound. */
  public boolean enter(InetAddress address) {
    var entered = new boolean[1];
    counts.compute(
        address,
        (any, count) -> {
          var now = count == null ? 0 : count;
          entered[0] = now < max;
          return entered[0] ? Integer.valueOf(now + 1) : count;
        });
    return entered[0];
  }

  /** Counts one less; exactly once for each successful {@link #enter}. */
  public void leave(InetAddress address) {
    counts.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
  }
}
