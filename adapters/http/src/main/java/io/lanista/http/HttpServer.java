package io.lanista.http;

import io.lanista.http.openapi.ApiInfo;
import io.lanista.http.route.RouteFamily;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP and WebSocket server over a list of routes. Starting twice or after a stop is an error;
 * stopping is idempotent.
 */
public final class HttpServer implements AutoCloseable {

  /**
   * Checks every route and channel.
   *
   * @param admin verifier of the operator's token; without one, admin routes answer ADMIN_OFF
   * @param keys verifier of API keys; needed if a route demands them
   * @throws IllegalArgumentException with all problems of the routes, one a line
   */
  public HttpServer(
      HttpSettings settings,
      List<RouteFamily> families,
      ApiInfo info,
      Optional<Verifier> admin,
      Optional<Verifier> keys,
      PrometheusMeterRegistry metrics) {
    throw new UnsupportedOperationException();
  }

  /** Binds and serves; returns once requests are accepted. */
  public void start() {
    throw new UnsupportedOperationException();
  }

  /** The port that is bound. */
  public int port() {
    throw new UnsupportedOperationException();
  }

  /** Called first when stopping, so that waiting calls (long polls) can be answered at once. */
  public void onStopping(Runnable hook) {
    throw new UnsupportedOperationException();
  }

  /**
   * Refuses new requests, lets running ones finish within the grace, closes sockets with 1001.
   * Returns when everything is closed, at most about a second after the grace.
   */
  public void stop(Duration grace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    stop(Duration.ofSeconds(3));
  }
}
