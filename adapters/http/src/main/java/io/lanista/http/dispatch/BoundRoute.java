package io.lanista.http.dispatch;

import io.lanista.http.dialect.Dialect;
import io.lanista.http.json.JsonType;
import io.lanista.http.route.Route;

/**
 * A route with its dialect and its types worked out.
 *
 * @param body null unless the body is JSON
 * @param answer null if the answer is {@code Content}
 */
record BoundRoute(Route<?, ?> route, Dialect dialect, JsonType body, JsonType answer) {}
