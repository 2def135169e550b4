package io.lanista.http.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts open things of each client, up to a bound. Holds nothing for clients with none. An IPv6
 * client counts as its /64, which is what one customer gets.
 */
public final class AddressCount {
  private final ConcurrentHashMap<Object, Integer> counts = new ConcurrentHashMap<>();
  private final int max;

  public AddressCount(int max) {
    this.max = max;
  }

  /** Counts one more, unless the address is at its bound. */
  public boolean enter(InetAddress address) {
    var entered = new boolean[1];
    counts.compute(
        client(address),
        (any, count) -> {
          var now = count == null ? 0 : count;
          entered[0] = now < max;
          return entered[0] ? Integer.valueOf(now + 1) : count;
        });
    return entered[0];
  }

  /** Counts one less; exactly once for each successful {@link #enter}. */
  public void leave(InetAddress address) {
    counts.computeIfPresent(client(address), (any, count) -> count == 1 ? null : count - 1);
  }

  /** What stands for all addresses of one client. */
  static Object client(InetAddress address) {
    return address instanceof Inet6Address
        ? ByteBuffer.wrap(address.getAddress()).getLong()
        : address;
  }
}
