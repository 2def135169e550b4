package io.lanista.distribution.server;

import io.lanista.distribution.Version;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.LimitsConfig;
import io.lanista.engine.player.Players;
import io.lanista.http.ConnectionLimits;
import io.lanista.http.HttpServer;
import io.lanista.http.HttpSettings;
import io.lanista.http.RequestLimits;
import io.lanista.http.Verifier;
import io.lanista.http.Verifiers;
import io.lanista.http.openapi.ApiInfo;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import java.util.Optional;

/** Makes the HTTP server the configuration asks for. */
final class HttpServerFactory {
  private final LanistaConfig config;
  private final Routes routes;
  private final Players players;
  private final PrometheusMeterRegistry metrics;

  @Inject
  HttpServerFactory(
      LanistaConfig config, Routes routes, Players players, PrometheusMeterRegistry metrics) {
    this.config = config;
    this.routes = routes;
    this.players = players;
    this.metrics = metrics;
  }

  HttpServer create() {
    return new HttpServer(
        settings(),
        routes.families(),
        info(),
        new Verifiers(
            config.admin().token().map(token -> new Verifier(new OperatorToken(token), false)),
            config.judges().hookToken().map(token -> new Verifier(new OperatorToken(token), false)),
            Optional.of(new Verifier(players::authenticate, true))),
        metrics);
  }

  static ApiInfo info() {
    return new ApiInfo(
        "Lanista",
        Version.text(),
        "Queues AI agents, pairs them, streams their games, decides and signs results. Routes at"
            + " the root are the netplay arena's form; those under /api/v1 are the native one.");
  }

  private HttpSettings settings() {
    LimitsConfig limits = config.limits();
    RequestLimits requests =
        RequestLimits.usual()
            .bodies(Math.toIntExact(limits.maxBody().bytes()), RequestLimits.usual().bodyTimeout());
    if (limits.requestsPerSecond() > 0) {
      requests = requests.rate(limits.requestsPerSecond(), limits.requestBurst());
    }
    return new HttpSettings(
        config.server().host(),
        config.server().port(),
        config.cors().origins(),
        config.server().trustedProxies(),
        requests,
        new ConnectionLimits(
            limits.maxConnections(),
            limits.maxConnectionsPerClient(),
            config.server().idleTimeout(),
            limits.maxConnections(),
            limits.maxConnectionsPerClient()));
  }
}
