package io.lanista.chain.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a node and does to its clients what networks and providers do. Always on the same
 * port, also after it was down. Its address holds secrets, as those of providers do, for tests to
 * look for where they must not be. Thread-safe.
 */
public final class FaultyRpc implements AutoCloseable {
  /** In the path of the address. */
  public static final String SECRET_PATH = "pr0v1der-key-in-path";

  /** In the query of the address. */
  public static final String SECRET_QUERY = "pr0v1der-key-in-query";

  private static final String ALL = "*";
  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What happens to a request. */
  @FunctionalInterface
  public interface Fault {
    /** Nothing reaches the node; the connection breaks. */
    Fault CUT_REQUEST = (request, proxy) -> proxy.cut(request, "".getBytes(StandardCharsets.UTF_8));

    /** The node does as it is asked, and the connection breaks in the middle of its answer. */
    Fault CUT_ANSWER = (request, proxy) -> proxy.cut(request, proxy.forward(request));

    /** The node does as it is asked, and its answer never comes. */
    Fault NO_ANSWER =
        (request, proxy) -> {
          proxy.forward(request);
          proxy.hold();
        };

    /** Nothing reaches the node, and no answer comes. */
    Fault HANG = (request, proxy) -> proxy.hold();

    /** HTTP 429, with a page. */
    Fault TOO_MANY =
        (request, proxy) -> proxy.answer(request, 429, "<html>Too many requests</html>");

    /** HTTP 200 and JSON-RPC's way of saying it. */
    Fault LIMITED = error(-32005, "daily request count exceeded, request rate limited");

    /** A gateway's page. */
    Fault HTML =
        (request, proxy) ->
            proxy.answer(request, 502, "<!DOCTYPE html><html><body>Bad Gateway</body></html>");

    /** HTTP 200 and a page. */
    Fault HTML_OK =
        (request, proxy) -> proxy.answer(request, 200, "<html>Sign in to the network</html>");

    /** Bytes. */
    Fault GARBAGE = (request, proxy) -> proxy.answer(request, 200, "\u0000\u0001{{]]\u00ff");

    /** Half of the node's answer, as if it were whole. */
    Fault HALF =
        (request, proxy) -> {
          String whole = new String(proxy.forward(request), StandardCharsets.UTF_8);
          proxy.answer(request, 200, whole.substring(0, whole.length() / 2));
        };

    /** More than a node ever says. */
    Fault HUGE = (request, proxy) -> proxy.answer(request, 200, "\"" + "x".repeat(3 << 20) + "\"");

    /** Does it; called on a thread of its own. */
    void happen(Request request, FaultyRpc proxy) throws IOException;

    /** The node answers an error. */
    static Fault error(int code, String message) {
      return result("\"error\":{\"code\":" + code + ",\"message\":" + quoted(message) + "}");
    }

    /** The node answers an error with data. */
    static Fault error(int code, String message, String data) {
      return result(
          "\"error\":{\"code\":"
              + code
              + ",\"message\":"
              + quoted(message)
              + ",\"data\":"
              + quoted(data)
              + "}");
    }

    /** The node answers this JSON as its result. */
    static Fault answer(String json) {
      return result("\"result\":" + json);
    }

    private static Fault result(String member) {
      return (request, proxy) ->
          proxy.answer(
              request, 200, "{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + "," + member + "}");
    }

    private static String quoted(String text) {
      return JSON.getNodeFactory().textNode(text).toString();
    }

    /** Happens so often, and then no more. */
    default Fault times(int count) {
      AtomicInteger left = new AtomicInteger(count);
      return (request, proxy) -> {
        if (left.getAndDecrement() > 0) {
          happen(request, proxy);
        } else {
          proxy.pass(request);
        }
      };
    }

    /** The answer, but later. */
    static Fault late(Duration delay) {
      return (request, proxy) -> {
        proxy.hold(delay);
        proxy.pass(request);
      };
    }
  }

  /** A client's request. */
  public static final class Request {
    private final HttpExchange exchange;
    private final byte[] body;
    private final JsonNode json;

    private Request(HttpExchange exchange) throws IOException {
      this.exchange = exchange;
      this.body = exchange.getRequestBody().readAllBytes();
      this.json = JSON.readTree(body);
    }

    /** Which question it is. */
    public String method() {
      return json.path("method").asText();
    }

    String id() {
      return json.path("id").toString();
    }
  }

  private final URI node;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "faulty-rpc-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });
  private volatile CountDownLatch held = new CountDownLatch(1);
  private Optional<HttpServer> server = Optional.empty();

  private FaultyRpc(URI node) throws IOException {
    this.node = node;
    HttpServer first = listen(0);
    this.port = first.getAddress().getPort();
    this.server = Optional.of(first);
  }

  /** One before a node, without faults so far; to be closed. */
  public static FaultyRpc before(URI node) {
    try {
      return new FaultyRpc(node);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private HttpServer listen(int wanted) throws IOException {
    HttpServer fresh =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 64);
    fresh.setExecutor(threads);
    fresh.createContext("/", this::handle);
    fresh.start();
    return fresh;
  }

  /** Where it listens, with secrets in path and query. */
  public URI url() {
    return URI.create(
        "http://127.0.0.1:" + port + "/v2/" + SECRET_PATH + "?apikey=" + SECRET_QUERY);
  }

  /** Has this happen to every request, until {@link #clear}. */
  public void onAll(Fault fault) {
    on(ALL, fault);
  }

  /** Has this happen to every request with a method, until {@link #clear}. */
  public void on(String method, Fault fault) {
    faults.put(method, fault);
  }

  /** Ends all faults; requests that were held up stay unanswered and lose their connections. */
  public synchronized void clear() {
    faults.clear();
    held.countDown();
    held = new CountDownLatch(1);
  }

  /** Refuses connections. */
  public synchronized void down() {
    server.ifPresent(running -> running.stop(0));
    server = Optional.empty();
  }

  /** Takes connections again, on the same port. */
  public synchronized void up() {
    if (server.isEmpty()) {
      try {
        server = Optional.of(listen(port));
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  /** The methods that were asked for so far, faults included. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = new Request(exchange);
      asked.add(request.method());
      Fault fault = faults.getOrDefault(request.method(), faults.get(ALL));
      if (fault == null) {
        pass(request);
      } else {
        fault.happen(request, this);
      }
    }
  }

  /** Has the node answer, for faults of a test's own. */
  public void pass(Request request) throws IOException {
    send(request, 200, forward(request));
  }

  /** Has the node do it, and keeps its answer. */
  public byte[] forward(Request request) throws IOException {
    HttpRequest onward =
        HttpRequest.newBuilder(node)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body))
            .build();
    try {
      return client.send(onward, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException(stopping);
    }
  }

  /** Answers in the node's place. */
  public void answer(Request request, int status, String body) throws IOException {
    send(request, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private void send(Request request, int status, byte[] body) throws IOException {
    request.exchange.getResponseHeaders().set("Content-Type", "application/json");
    request.exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = request.exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Promises more bytes than come. */
  public void cut(Request request, byte[] whole) throws IOException {
    request.exchange.sendResponseHeaders(200, whole.length + 16L);
    request.exchange.getResponseBody().write(Arrays.copyOf(whole, whole.length / 2));
    request.exchange.getResponseBody().flush();
  }

  /** Waits for {@link #clear}, a minute at most. */
  public void hold() throws IOException {
    hold(Duration.ofSeconds(60));
  }

  /** Waits for {@link #clear}, so long at most. */
  public void hold(Duration time) throws IOException {
    try {
      if (held.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("Nobody waits for this any more.");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clear();
    down();
    threads.shutdownNow();
  }
}
