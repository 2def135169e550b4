package io.lanista.distribution.config;

import io.lanista.http.limit.Cidr;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the server listens.
 *
 * @param host the address to bind; 127.0.0.1 is reachable from this machine only
 * @param port 0 takes any free port
 * @param publicUrl how clients reach it, when that is not host and port; no trailing slash
 * @param trustedProxies whose {@code X-Forwarded-For} is believed
 * @param idleTimeout a connection without traffic is closed after this; longer than the longest
 *     long-poll of 30 s
 * @param shutdownGrace how long requests in flight may take when stopping
 */
public record ServerConfig(
    String host,
    int port,
    Optional<URI> publicUrl,
    List<Cidr> trustedProxies,
    Duration idleTimeout,
    Duration shutdownGrace) {
  /**
   * Of the five seconds a stop may take, what open requests can have; the rest needs the others.
   */
  private static final Duration MOST_GRACE = Duration.ofSeconds(3);

  public ServerConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }

  static ServerConfig read(Section in) {
    return new ServerConfig(
        in.value("host", "127.0.0.1", "an address or host name", ServerConfig::host),
        in.number("port", 8000, 0, 65535),
        url(in),
        in.list(
            "trusted-proxies",
            List.of(),
            "addresses or CIDR ranges such as 10.0.0.0/8",
            text -> Cidr.parse(text.strip())),
        in.duration(
            "idle-timeout", Duration.ofSeconds(60), Duration.ofSeconds(31), Duration.ofHours(1)),
        in.duration("shutdown-grace", MOST_GRACE, Duration.ZERO, MOST_GRACE));
  }

  private static String host(String text) {
    String host = text.strip();
    if (!host.matches("[A-Za-z0-9.:_-]{1,253}")) {
      throw new IllegalArgumentException("not a host");
    }
    return host;
  }

  private static Optional<URI> url(Section in) {
    String wanted = "an http or https address such as https://arena.example, or empty";
    String text = in.value("public-url", "", wanted, ServerConfig::checkedUrl);
    return text.isEmpty() ? Optional.empty() : Optional.of(URI.create(text));
  }

  private static String checkedUrl(String given) {
    String text = given.strip();
    if (text.isEmpty()) {
      return text;
    }
    URI uri = URI.create(text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("not a base address");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
