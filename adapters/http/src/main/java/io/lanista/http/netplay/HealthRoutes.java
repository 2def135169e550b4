package io.lanista.http.netplay;

import io.lanista.engine.match.Matches;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.stream.Streams;
import io.lanista.http.json.About;
import io.lanista.http.route.Content;
import io.lanista.http.route.Route;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the server is well (spec 1, Health and admin). */
public final class HealthRoutes {
  private static final String TAG = "health";

  private final Queues queues;
  private final Matches matches;
  private final Streams streams;
  private final Supplier<Optional<String>> trouble;
  private final PrometheusMeterRegistry metrics;

  /**
   * Routes about this server.
   *
   * @param trouble why the server cannot do its work now; empty when it can
   */
  public HealthRoutes(
      Queues queues,
      Matches matches,
      Streams streams,
      Supplier<Optional<String>> trouble,
      PrometheusMeterRegistry metrics) {
    this.queues = queues;
    this.matches = matches;
    this.streams = streams;
    this.trouble = trouble;
    this.metrics = metrics;
  }

  /** The server at a glance. */
  public record Health(
      @About("ok") String status,
      int queueSize,
      int activeMatches,
      @About("Matches whose game can be watched now.") List<String> liveMatchIds) {}

  /** A single word. */
  public record Status(String status) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("health", "/health", Health.class)
            .tag(TAG)
            .summary("The server at a glance.")
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) ->
                    new Health(
                        "ok",
                        queues.size(),
                        matches.active(),
                        streams.live().stream().map(Object::toString).toList())),
        Route.get("healthLive", "/health/live", Status.class)
            .tag(TAG)
            .summary("Whether the process answers at all.")
            .handleBlocking((call, none) -> new Status("ok")),
        Route.get("healthReady", "/health/ready", Status.class)
            .tag(TAG)
            .summary("Whether the server can do its work: storage answers, plugins are there.")
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  Optional<String> why = trouble.get();
                  if (why.isPresent()) {
                    throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, why.get());
                  }
                  return new Status("ok");
                }),
        Route.get("metrics", "/metrics", Content.class)
            .tag(TAG)
            .summary("Figures for Prometheus.")
            .handleBlocking(
                (call, none) -> Content.text("text/plain; version=0.0.4", metrics.scrape())));
  }
}
