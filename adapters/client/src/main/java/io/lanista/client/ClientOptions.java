package io.lanista.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a client behaves.
 *
 * @param apiKey a registered player's key, sent with every call; a secret
 * @param requestTimeout how long one answer may take, more than zero
 * @param patience how long a call is tried again, in all, while the arena is busy or away
 * @param firstPause before the first repeat; doubles up to 5 s
 */
public record ClientOptions(
    Optional<String> apiKey, Duration requestTimeout, Duration patience, Duration firstPause) {
  public ClientOptions {
    Objects.requireNonNull(apiKey);
    if (requestTimeout.isNegative() || requestTimeout.isZero()) {
      throw new IllegalArgumentException("A request needs some time; given: " + requestTimeout);
    }
    if (patience.isNegative() || firstPause.isNegative() || firstPause.isZero()) {
      throw new IllegalArgumentException("Patience is not negative, and a pause takes some time.");
    }
  }

  /** No key, 10 s an answer, 60 s of repeats from 200 ms on. */
  public static ClientOptions defaults() {
    return new ClientOptions(
        Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMillis(200));
  }

  public ClientOptions withApiKey(String key) {
    return new ClientOptions(Optional.of(key), requestTimeout, patience, firstPause);
  }

  public ClientOptions withRequestTimeout(Duration timeout) {
    return new ClientOptions(apiKey, timeout, patience, firstPause);
  }

  public ClientOptions withPatience(Duration most) {
    return new ClientOptions(apiKey, requestTimeout, most, firstPause);
  }

  public ClientOptions withFirstPause(Duration pause) {
    return new ClientOptions(apiKey, requestTimeout, patience, pause);
  }

  @Override
  public String toString() {
    return "ClientOptions[apiKey="
        + (apiKey.isPresent() ? "given" : "none")
        + ", requestTimeout="
        + requestTimeout
        + ", patience="
        + patience
        + "]";
  }
}
