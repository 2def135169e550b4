package io.lanista.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param purpose completes "Could not ..."; holds no secret, unlike the path
 * @param extraTime what the arena may take beyond the usual time
 */
record Call(
    String purpose,
    String method,
    String path,
    Optional<byte[]> body,
    Map<String, String> headers,
    Retry retry,
    Duration extraTime) {
  /** When a request may be sent again. */
  enum Retry {
    /** Also when it may have taken effect: a repeat changes nothing. */
    ALWAYS,
    /** Only when it surely had no effect: never connected, or refused as too busy. */
    IF_UNTOUCHED,
    NEVER
  }

  static Call get(String purpose, String path) {
    return new Call(purpose, "GET", path, Optional.empty(), Map.of(), Retry.ALWAYS, Duration.ZERO);
  }

  static Call delete(String purpose, String path) {
    return new Call(
        purpose, "DELETE", path, Optional.empty(), Map.of(), Retry.ALWAYS, Duration.ZERO);
  }

  static Call post(String purpose, String path, Object body) {
    return new Call(
        purpose,
        "POST",
        path,
        Optional.of(Wire.body(body)),
        Map.of("Content-Type", "application/json"),
        Retry.ALWAYS,
        Duration.ZERO);
  }

  static Call put(String purpose, String path, byte[] body) {
    return new Call(
        purpose,
        "PUT",
        path,
        Optional.of(body),
        Map.of("Content-Type", "application/octet-stream"),
        Retry.ALWAYS,
        Duration.ofSeconds(50));
  }

  Call retry(Retry when) {
    return new Call(purpose, method, path, body, headers, when, extraTime);
  }

  Call idempotencyKey(String key) {
    return new Call(
        purpose,
        method,
        path,
        body,
        Map.of("Content-Type", "application/json", "Idempotency-Key", key),
        retry,
        extraTime);
  }

  Call extraTime(Duration more) {
    return new Call(purpose, method, path, body, headers, retry, more);
  }

  /** Text as one part of a path or query. */
  static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
