package io.lanista.distribution.config;

import io.lanista.redis.RedisSettings;
import java.net.URI;
import java.util.Optional;

/**
 * The Redis server that engines share for claims and wake-ups.
 *
 * @param url empty for none: then all of it stays in the process
 */
public record RedisConfig(Optional<URI> url, Optional<Secret> password) {
  private static final int LONGEST_URL = 1024;

  static RedisConfig read(Section in, SecretSource secrets) {
    String url = in.checked("url", "", LONGEST_URL, RedisConfig::address);
    return new RedisConfig(
        Optional.of(url).filter(text -> !text.isEmpty()).map(URI::create),
        secrets.secret("redis.password", "redis.password-file"));
  }

  private static String address(String text) {
    if (text.isEmpty()) {
      return text;
    }
    URI uri = uri(text);
    if (uri.getUserInfo() != null && uri.getUserInfo().contains(":")) {
      throw new IllegalArgumentException(
          "It holds a password; that goes into LANISTA_REDIS_PASSWORD or redis.password-file.");
    }
    new RedisSettings(uri, Optional.empty());
    return text;
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      // Its message would show the text, and with it a password.
      throw new IllegalArgumentException("It is no URL.");
    }
  }
}
