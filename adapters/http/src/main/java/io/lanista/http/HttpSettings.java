package io.lanista.http;

import io.lanista.http.limit.Cidr;
import java.util.List;
import java.util.Objects;

/**
 * Where the server listens, whom it trusts, and its bounds.
 *
 * @param host address to bind
 * @param port 0 for any free one
 * @param corsOrigins origins that may read answers; {@code *} for any
 * @param trustedProxies CIDR blocks whose forwarding headers are believed
 */
public record HttpSettings(
    String host,
    int port,
    List<String> corsOrigins,
    List<Cidr> trustedProxies,
    RequestLimits requests,
    ConnectionLimits connections) {
  public HttpSettings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(requests);
    Objects.requireNonNull(connections);
    corsOrigins = List.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0..65535, not " + port);
    }
  }

  /** Any CORS origin, no proxies, the usual bounds. */
  public static HttpSettings usual(String host, int port) {
    return new HttpSettings(
        host, port, List.of("*"), List.of(), RequestLimits.usual(), ConnectionLimits.usual());
  }

  public HttpSettings requests(RequestLimits other) {
    return new HttpSettings(host, port, corsOrigins, trustedProxies, other, connections);
  }

  public HttpSettings connections(ConnectionLimits other) {
    return new HttpSettings(host, port, corsOrigins, trustedProxies, requests, other);
  }

  public HttpSettings trustedProxies(List<Cidr> blocks) {
    return new HttpSettings(host, port, corsOrigins, blocks, requests, connections);
  }
}
