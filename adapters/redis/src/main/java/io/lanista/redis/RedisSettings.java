package io.lanista.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * Which Redis, and how.
 *
 * @param url {@code redis://[user[:password]@]host[:port][/database]}; {@code rediss} for TLS, with
 *     a certificate that the JVM trusts and that names the host
 * @param password instead of one in the URL
 * @param patience for one step: to get a connection, to connect, to wait for an answer. A call
 *     fails after at most three of them
 * @param connections at most
 */
public record RedisSettings(
    URI url, Optional<String> password, Duration patience, int connections) {
  private static final int USUAL_PORT = 6379;

  /** With what is right nearly everywhere: a call fails well within a second. */
  public RedisSettings(URI url, Optional<String> password) {
    this(url, password, Duration.ofMillis(250), 16);
  }

  public RedisSettings {
    Objects.requireNonNull(password);
    Objects.requireNonNull(patience);
    boolean known = "redis".equals(url.getScheme()) || "rediss".equals(url.getScheme());
    if (!known || url.getHost() == null || !path(url).matches("|/|/[0-9]{1,4}")) {
      // Not the text itself: it may hold a password.
      throw new IllegalArgumentException(
          "The address of Redis must be like redis://host:6379/0, or rediss:// for TLS.");
    }
    if (connections < 1) {
      throw new IllegalArgumentException("Redis needs at least one connection.");
    }
  }

  private static String path(URI url) {
    return url.getPath() == null ? "" : url.getPath();
  }

  HostAndPort server() {
    return new HostAndPort(url.getHost(), url.getPort() < 0 ? USUAL_PORT : url.getPort());
  }

  JedisClientConfig client() {
    String[] user = (url.getRawUserInfo() == null ? "" : url.getRawUserInfo()).split(":", 2);
    int millis = Math.toIntExact(patience.toMillis());
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .resp2()
            // A round trip for each connection, for the sake of a list that nobody reads.
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .connectionTimeoutMillis(millis)
            .socketTimeoutMillis(millis)
            .user(user[0].isEmpty() ? null : decoded(user[0]))
            .password(password.orElse(user.length == 2 ? decoded(user[1]) : null))
            .database(path(url).length() < 2 ? 0 : Integer.parseInt(path(url).substring(1)));
    if (url.getScheme().equals("rediss")) {
      // Otherwise any trusted certificate would do, whatever host it names.
      config.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
    }
    return config.build();
  }

  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without anything secret. */
  @Override
  public String toString() {
    return url.getScheme() + "://" + server();
  }
}
