package io.lanista.http.ws;

import io.lanista.http.limit.AddressCount;
import io.lanista.http.route.Call;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/** All open WebSockets, within their bounds. Thread-safe. */
public final class Sockets {
  private static final int FRAME = 65_536;

  private final int max;
  private final Semaphore places;
  private final AddressCount perAddress;
  private final Set<OpenSocket> open = ConcurrentHashMap.newKeySet();
  private final DirectHandshake handshake = new DirectHandshake();
  private final WebSocketComponents components;
  private final Map<Ending, Counter> endings = new EnumMap<>(Ending.class);
  private final Counter dropped;
  private volatile boolean stopping;

  /**
   * None so far.
   *
   * @param metrics told how many are open, what waits for them and why they end
   */
  public Sockets(Server server, int max, int maxPerAddress, MeterRegistry metrics) {
    this.max = max;
    this.places = new Semaphore(max);
    this.perAddress = new AddressCount(maxPerAddress);
    this.components = WebSocketServerComponents.ensureWebSocketComponents(server);
    Gauge.builder("http.server.sockets", this, Sockets::count)
        .description("Open WebSockets")
        .register(metrics);
    Gauge.builder("http.server.sockets.waiting", this, Sockets::waitingBytes)
        .description("What waits for clients of WebSockets to read")
        .baseUnit("bytes")
        .register(metrics);
    dropped =
        Counter.builder("http.server.sockets.dropped")
            .description("Messages not sent because a client reads too slowly")
            .register(metrics);
    for (Ending ending : Ending.values()) {
      endings.put(
          ending,
          Counter.builder("http.server.sockets.ended")
              .description("WebSockets that ended, by reason")
              .tag("reason", ending.name().toLowerCase(Locale.ROOT))
              .register(metrics));
    }
  }

  /**
   * Answers an upgrade request.
   *
   * @return false if it is no proper handshake; then nothing was answered
   * @throws EngineException BUSY if there are too many sockets, or what the channel's opener throws
   */
  public boolean upgrade(
      Channel channel, Call call, Request request, Response response, Callback callback) {
    reserve(call.client());
    var socket = new OpenSocket(channel, call.client(), this);
    var accepted = false;
    try {
      socket.handler(channel.opener().open(call, socket));
      var failed = Callback.from(callback::succeeded, cause -> fail(socket, callback, cause));
      accepted =
          handshake.upgradeRequest(
              new Accept(socket, channel.limits()),
              request,
              response,
              failed,
              components,
              new Configuration.ConfigurationCustomizer());
      return accepted;
    } catch (WebSocketException e) {
      return false;
    } finally {
      if (!accepted) {
        socket.end(CloseStatus.NO_CLOSE);
      }
    }
  }

  private static void fail(OpenSocket socket, Callback callback, Throwable cause) {
    socket.end(CloseStatus.NO_CLOSE);
    callback.failed(cause);
  }

  private void reserve(InetAddress client) {
    if (stopping || !places.tryAcquire()) {
      throw new EngineException(ErrorCode.BUSY, "All " + max + " WebSockets are in use.");
    }
    if (!perAddress.enter(client)) {
      places.release();
      throw new EngineException(ErrorCode.BUSY, "Your address has too many WebSockets open.");
    }
  }

  /** False if the server is stopping, in which case the socket is being closed. */
  boolean opened(OpenSocket socket) {
    open.add(socket);
    if (stopping) {
      socket.close(CloseStatus.SHUTDOWN, "the server is stopping");
    }
    return !stopping;
  }

  void ended(OpenSocket socket, Ending why) {
    open.remove(socket);
    endings.get(why).increment();
    dropped.increment(socket.takeRefused());
    perAddress.leave(socket.client());
    places.release();
  }

  public int count() {
    return open.size();
  }

  /** Bytes that wait for clients to read. */
  private long waitingBytes() {
    return open.stream().mapToLong(OpenSocket::waitingBytes).sum();
  }

  /** Sends keep-alives and closes who is stalled or gone; to be called about once a second. */
  public void sweep() {
    var now = System.nanoTime();
    for (var socket : open) {
      socket.sweep(now);
      dropped.increment(socket.takeRefused());
    }
  }

  /** Closes every socket with 1001 and cuts off those that do not answer within the grace. */
  public void stop(Duration grace) {
    stopping = true;
    open.forEach(socket -> socket.close(CloseStatus.SHUTDOWN, "the server is stopping"));
    var end = System.nanoTime() + grace.toNanos();
    while (!open.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    open.forEach(OpenSocket::abort);
  }

  /** Accepts without extensions: compression per viewer costs far more than it saves. */
  private record Accept(OpenSocket socket, ChannelLimits limits) implements WebSocketNegotiator {
    @Override
    public FrameHandler negotiate(
        ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
      response.setExtensions(List.of());
      return socket;
    }

    @Override
    public void customize(Configuration configuration) {
      // Ours asks the client before it gives it up, so it has to come first.
      configuration.setIdleTimeout(limits.idleAfter().multipliedBy(2));
      // What is larger, or not there yet, comes in fragments, which the assembly of a message
      // bounds.
      configuration.setMaxFrameSize(FRAME);
      configuration.setAutoFragment(true);
    }
  }
}
