package io.lanista.http.dispatch;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.lanista.http.dialect.Dialect;
import io.lanista.http.json.JsonType;
import io.lanista.http.route.Route;

/**
 * A route with its dialect and its types worked out.
 *
 * @param body null unless the body is JSON
 * @param answer null if the answer is {@code Content} or {@code Download}
 * @param encoded what objects are answered with, as long as somebody remembers these
 */
record BoundRoute(
    Route<?, ?> route,
    Dialect dialect,
    JsonType body,
    JsonType answer,
    Cache<Object, byte[]> encoded) {
  BoundRoute(Route<?, ?> route, Dialect dialect, JsonType body, JsonType answer) {
    this(route, dialect, body, answer, CacheBuilder.newBuilder().weakKeys().build());
  }
}
