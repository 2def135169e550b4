package io.lanista.http.limit;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out whose request it is. Anyone can write a forwarding header, so they are read from right
 * to left and only as far as each hop is a trusted proxy. {@code X-Forwarded-For} goes before
 * {@code Forwarded}, which many proxies pass on as the client wrote it. Thread-safe.
 */
public final class Clients {
  private static final Pattern FORWARDED_FOR =
      Pattern.compile("(?i)(?:^|[;,\\s])for=\"?([^\";,\\s]+)");

  private final List<Cidr> trusted;

  public Clients(List<Cidr> trustedProxies) {
    trusted = List.copyOf(trustedProxies);
  }

  public boolean isProxy(InetAddress address) {
    return trusted.stream().anyMatch(block -> block.contains(address));
  }

  /**
   * @param peer the connected address
   * @param forwardedFor values of X-Forwarded-For, in order
   * @param forwarded values of Forwarded, in order
   */
  public InetAddress resolve(InetAddress peer, List<String> forwardedFor, List<String> forwarded) {
    if (trusted.isEmpty() || !isProxy(peer)) {
      return peer;
    }
    var hops = forwardedFor.isEmpty() ? elements(forwarded) : addresses(forwardedFor);
    Collections.reverse(hops);
    var client = peer;
    for (var hop : hops) {
      var address = literal(hop);
      if (address.isEmpty()) {
        return client;
      }
      client = address.get();
      if (!isProxy(client)) {
        return client;
      }
    }
    return client;
  }

  private static List<String> addresses(List<String> values) {
    var all = new ArrayList<String>();
    for (var value : values) {
      for (var part : value.split(",")) {
        all.add(part.strip());
      }
    }
    return all;
  }

  private static List<String> elements(List<String> values) {
    var all = new ArrayList<String>();
    for (var value : values) {
      var matcher = FORWARDED_FOR.matcher(value);
      while (matcher.find()) {
        all.add(matcher.group(1));
      }
    }
    return all;
  }

  /** An address as proxies write it: bare, with a port, or in brackets. */
  private static Optional<InetAddress> literal(String hop) {
    if (hop.startsWith("[")) {
      var end = hop.indexOf(']');
      return end < 0 ? Optional.empty() : Cidr.literal(hop.substring(1, end));
    }
    var colon = hop.indexOf(':');
    var port = colon > 0 && colon == hop.lastIndexOf(':');
    return Cidr.literal(port ? hop.substring(0, colon) : hop);
  }
}
