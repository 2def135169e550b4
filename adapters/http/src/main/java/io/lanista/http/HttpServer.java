package io.lanista.http;

import io.lanista.http.dispatch.Answering;
import io.lanista.http.dispatch.Authentication;
import io.lanista.http.dispatch.Bodies;
import io.lanista.http.dispatch.Dispatcher;
import io.lanista.http.dispatch.JsonErrorHandler;
import io.lanista.http.dispatch.RouteCheck;
import io.lanista.http.dispatch.Traffic;
import io.lanista.http.dispatch.Workers;
import io.lanista.http.limit.Clients;
import io.lanista.http.limit.PeerConnections;
import io.lanista.http.limit.RequestRate;
import io.lanista.http.openapi.ApiInfo;
import io.lanista.http.openapi.DocumentRoutes;
import io.lanista.http.route.RouteFamily;
import io.lanista.http.sse.EventStreams;
import io.lanista.http.ws.Sockets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP and WebSocket server over a list of routes, plus {@code /openapi.json} and {@code /docs}
 * made from them. Starts once; stopping is idempotent.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /**
   * More than this a viewer's unread messages may not take up in the kernel, or stalled ones would
   * cost megabytes each.
   */
  private static final int SEND_BUFFER = 65_536;

  private final Server server;
  private final ServerConnector connector;
  private final Traffic traffic = new Traffic();
  private final Workers workers;
  private final Sockets sockets;
  private final EventStreams streams;
  private final List<Runnable> stopHooks = new CopyOnWriteArrayList<>();

  /**
   * Checks every route, channel and stream.
   *
   * @throws IllegalArgumentException with all problems of the routes, one a line
   */
  public HttpServer(
      HttpSettings settings,
      List<RouteFamily> families,
      ApiInfo info,
      Verifiers verifiers,
      MeterRegistry metrics) {
    var table =
        RouteCheck.compile(DocumentRoutes.addTo(families, info), verifiers.keys().isPresent());
    var clients = new Clients(settings.trustedProxies());
    var limits = settings.requests();
    server = new Server(threads());
    connector = connector(settings);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.connections().max(), server));
    connector.addBean(new PeerConnections(clients, settings.connections().maxPerAddress()));
    server.setErrorHandler(new JsonErrorHandler(table));
    workers = new Workers(limits.workers(), limits.maxWaiting(), limits.maxHeldBytes());
    var perAddress = settings.connections().maxSocketsPerAddress();
    sockets = new Sockets(server, settings.connections().maxSockets(), perAddress, metrics);
    streams = new EventStreams(settings.connections().maxSockets(), perAddress, metrics);
    server.setHandler(
        new Dispatcher(
            table,
            clients,
            new RequestRate(limits.perSecond(), limits.burst()),
            new Authentication(verifiers),
            sockets,
            streams,
            workers,
            new Answering(traffic, settings.corsOrigins(), metrics, limits.answerTimeout()),
            new Bodies(
                limits.maxBodyBytes(),
                limits.bodyTimeout(),
                limits.maxUploads(),
                server.getScheduler())));
    gauges(metrics);
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(64, 4);
    threads.setName("http");
    threads.setStopTimeout(500);
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    return threads;
  }

  private ServerConnector connector(HttpSettings settings) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(settings.requests().maxHeaderBytes());
    var made = new ServerConnector(server, 1, -1, new SerialConnection.Factory(http));
    made.setHost(settings.host());
    made.setPort(settings.port());
    made.setAcceptedSendBufferSize(SEND_BUFFER);
    made.setIdleTimeout(settings.connections().idleTimeout().toMillis());
    made.setShutdownIdleTimeout(100);
    return made;
  }

  private void gauges(MeterRegistry metrics) {
    Gauge.builder("http.server.in.flight", traffic, Traffic::inFlight)
        .description("Requests being answered")
        .register(metrics);
  }

  /**
   * Binds and serves; returns once requests are accepted.
   *
   * @throws IllegalStateException if the address cannot be bound
   */
  public void start() {
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "Cannot serve on "
              + connector.getHost()
              + ":"
              + connector.getPort()
              + ": "
              + rootOf(e).getMessage(),
          e);
    }
    sweepLater();
  }

  /** Jetty wraps what the system says, such as that the address is in use. */
  private static Throwable rootOf(Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private void sweepLater() {
    if (server.isRunning() && !traffic.isStopping()) {
      server.getScheduler().schedule(this::sweep, 1, TimeUnit.SECONDS);
    }
  }

  private void sweep() {
    try {
      sockets.sweep();
      streams.sweep();
    } catch (RuntimeException e) {
      LOG.error("sweeping the WebSockets and event streams failed", e);
    }
    sweepLater();
  }

  /** The port that is bound. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Called first when stopping, so that waiting calls (long polls) can be answered at once. */
  public void onStopping(Runnable hook) {
    stopHooks.add(hook);
  }

  /**
   * Refuses new requests, lets running ones finish within the grace, closes sockets with 1001, ends
   * event streams. Returns when everything is closed, at most about a second after the grace.
   */
  public void stop(Duration grace) {
    traffic.refuse();
    for (var hook : stopHooks) {
      try {
        hook.run();
      } catch (RuntimeException e) {
        LOG.error("a hook of stopping failed", e);
      }
    }
    try {
      var began = System.nanoTime();
      streams.stop(grace.dividedBy(4));
      sockets.stop(grace.dividedBy(4));
      var left = grace.minusNanos(System.nanoTime() - began);
      if (!traffic.drain(left.isNegative() ? Duration.ZERO : left)) {
        LOG.warn("{} requests were cut off after {}", traffic.inFlight(), grace);
      }
      workers.close();
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("stopping the HTTP server failed", e);
    }
  }

  @Override
  public void close() {
    stop(Duration.ofSeconds(3));
  }
}
