package io.lanista.http.route;

import io.lanista.http.dialect.Dialect;
import io.lanista.http.sse.EventStream;
import io.lanista.http.ws.Channel;
import java.util.List;
import java.util.Objects;

/**
 * The routes of one family of clients, and the wire form they share. Paths nobody serves answer in
 * the dialect of the family with the longest matching prefix.
 *
 * @param prefix {@code ""} for the root, else such as {@code /api/v1}; every template starts with
 *     it
 */
public record RouteFamily(
    String prefix,
    Dialect dialect,
    List<Route<?, ?>> routes,
    List<Channel> channels,
    List<EventStream> streams) {
  /** A family without event streams. */
  public RouteFamily(
      String prefix, Dialect dialect, List<Route<?, ?>> routes, List<Channel> channels) {
    this(prefix, dialect, routes, channels, List.of());
  }

  public RouteFamily {
    Objects.requireNonNull(dialect);
    routes = List.copyOf(routes);
    channels = List.copyOf(channels);
    streams = List.copyOf(streams);
    if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
      throw new IllegalArgumentException(
          "prefix '" + prefix + "' must be empty or start, and not end, with /");
    }
  }
}
