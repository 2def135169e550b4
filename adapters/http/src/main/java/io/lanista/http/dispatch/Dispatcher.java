package io.lanista.http.dispatch;

import io.lanista.http.dialect.Failure;
import io.lanista.http.dialect.FailureException;
import io.lanista.http.json.Faults;
import io.lanista.http.limit.Clients;
import io.lanista.http.limit.RequestRate;
import io.lanista.http.route.Access;
import io.lanista.http.sse.EventStreams;
import io.lanista.http.ws.Channel;
import io.lanista.http.ws.Sockets;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/**
 * Takes each request to its route, channel or stream. Never waits on the thread it is called on.
 */
public final class Dispatcher extends Handler.Abstract.NonBlocking {
  private final RouteTable table;
  private final Clients clients;
  private final RequestRate rate;
  private final Traffic traffic;
  private final Authentication authentication;
  private final Sockets sockets;
  private final Cors cors;
  private final Answers answers;
  private final Invocation invocation;
  private final Streaming streaming;
  private final Workers workers;
  private final Bodies bodies;
  private final RequestIds ids = new RequestIds();

  public Dispatcher(
      RouteTable table,
      Clients clients,
      RequestRate rate,
      Authentication authentication,
      Sockets sockets,
      EventStreams streams,
      Workers workers,
      Answering answering,
      Bodies bodies) {
    this.table = table;
    this.clients = clients;
    this.rate = rate;
    this.authentication = authentication;
    this.sockets = sockets;
    this.workers = workers;
    this.bodies = bodies;
    this.traffic = answering.traffic();
    this.cors = new Cors(answering.corsOrigins());
    this.answers = new Answers(cors, traffic, answering.metrics());
    this.invocation = new Invocation(answers, workers, bodies, answering.answerTimeout());
    this.streaming = new Streaming(streams, answers, workers);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var exchange = new Exchange(request, response, callback, client(request), ids.next());
    traffic.enter();
    // Our own deadlines bound every step; an idle connection during a long poll is as it should be.
    request.addIdleTimeoutListener(timeout -> false);
    try {
      admit(exchange);
    } catch (Throwable e) {
      // Errors too: an exchange without an answer would count as in flight forever.
      refuse(exchange, e);
    }
    return true;
  }

  /** Lets the client finish sending: its connection would be reset before it reads the answer. */
  private void refuse(Exchange exchange, Throwable why) {
    if (exchange.dialect == null) {
      // It failed before its route was looked for.
      exchange.dialect = table.dialect("/");
    }
    bodies
        .discard(exchange.request)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                exchange.response.getHeaders().put(HttpHeader.CONNECTION, "close");
              }
              answers.fail(exchange, why);
            });
  }

  private void admit(Exchange exchange) {
    var request = exchange.request;
    var path = Request.getPathInContext(request);
    var match = table.find(path);
    exchange.dialect = match.map(m -> m.endpoint().dialect()).orElseGet(() -> table.dialect(path));
    if (traffic.isStopping()) {
      throw new EngineException(
          ErrorCode.SHUTTING_DOWN, "The server is stopping; try again in a moment.");
    }
    var wait = rate.take(exchange.client());
    if (wait > 0) {
      exchange.response.getHeaders().put(HttpHeader.RETRY_AFTER, wait);
      throw new EngineException(
          ErrorCode.RATE_LIMITED, "Too many requests from your address; wait " + wait + " s.");
    }
    if (match.isEmpty()) {
      throw new EngineException(
          ErrorCode.ROUTE_NOT_FOUND, "Nothing is served under this path; see /docs.");
    }
    exchange.template = match.get().endpoint().template();
    exchange.parameters = decode(match.get());
    dispatch(exchange, match.get().endpoint());
  }

  private void dispatch(Exchange exchange, Endpoint endpoint) {
    var method = exchange.request.getMethod();
    var headers = exchange.response.getHeaders();
    if (method.equals("OPTIONS")) {
      headers.put(HttpHeader.ALLOW, endpoint.allow());
      cors.preflight(endpoint.allow(), headers);
      answers.send(exchange, 200, "application/json", new byte[] {'{', '}'});
      return;
    }
    var route = endpoint.route(method);
    if (route.isPresent()) {
      authenticated(
          exchange, route.get().route().access(), () -> invocation.start(exchange, route.get()));
    } else if (method.equals("GET") && endpoint.stream().isPresent()) {
      var stream = endpoint.stream().get();
      authenticated(exchange, stream.access(), () -> streaming.start(exchange, stream));
    } else if (method.equals("GET") && endpoint.channel().isPresent()) {
      var channel = endpoint.channel().get();
      authenticated(exchange, channel.access(), () -> upgrade(exchange, channel));
    } else {
      headers.put(HttpHeader.ALLOW, endpoint.allow());
      throw new EngineException(
          ErrorCode.METHOD_NOT_ALLOWED, "This path allows " + endpoint.allow() + ".");
    }
  }

  private void authenticated(Exchange exchange, Access access, Runnable next) {
    Runnable check =
        () -> {
          try {
            exchange.principal = authentication.principal(access, exchange.request);
            next.run();
          } catch (Throwable e) {
            refuse(exchange, e);
          }
        };
    if (authentication.blocks(access, exchange.request)) {
      workers.run(check);
    } else {
      check.run();
    }
  }

  private void upgrade(Exchange exchange, Channel channel) {
    var request = exchange.request;
    if (!"websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))) {
      var message = "This is a WebSocket: connect with ws:// or wss://.";
      throw new FailureException(new Failure(426, ErrorCode.INVALID_REQUEST, message, List.of()));
    }
    var faults = new Faults();
    exchange.query = QueryValues.read(request, channel.query(), faults);
    if (faults.count() > 0) {
      throw new FailureException(faults.failure().with(400));
    }
    var done =
        sockets.upgrade(
            channel,
            exchange,
            request,
            exchange.response,
            Callback.from(traffic::leave, exchange.callback));
    if (!done) {
      var message = "The WebSocket handshake is malformed; version 13 is spoken here.";
      throw new FailureException(new Failure(400, ErrorCode.INVALID_REQUEST, message, List.of()));
    }
  }

  /** Percent-decoded values; one that cannot be decoded names nothing that exists. */
  private static HashMap<String, String> decode(RouteTable.Match match) {
    var decoded = new HashMap<String, String>();
    match
        .parameters()
        .forEach(
            (name, raw) -> {
              try {
                decoded.put(name, URIUtil.decodePath(raw));
              } catch (RuntimeException e) {
                throw new EngineException(
                    ErrorCode.ROUTE_NOT_FOUND, "The path is not properly percent-encoded.", e);
              }
            });
    return decoded;
  }

  private InetAddress client(Request request) {
    var remote = request.getConnectionMetaData().getRemoteSocketAddress();
    var peer =
        remote instanceof InetSocketAddress inet
            ? inet.getAddress()
            : InetAddress.getLoopbackAddress();
    if (!clients.isProxy(peer)) {
      // What it says of whom it speaks for counts for nothing, and need not be looked for.
      return peer;
    }
    var headers = request.getHeaders();
    return clients.resolve(
        peer, headers.getValuesList("X-Forwarded-For"), headers.getValuesList("Forwarded"));
  }
}
