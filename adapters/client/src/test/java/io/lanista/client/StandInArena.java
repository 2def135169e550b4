package io.lanista.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers scripted by a test, with the faults a network and a busy arena have. */
final class StandInArena implements AutoCloseable {
  /** What goes wrong with one request. */
  enum Fault {
    BUSY,
    LIMITED,
    /** The connection breaks before the request is handled. */
    LOST_REQUEST,
    /** The request is handled, and the connection breaks before the answer. */
    LOST_ANSWER,
    HTML
  }

  record Asked(String method, String path, Map<String, List<String>> headers, String body) {
    JsonNode json() throws IOException {
      return Wire.tree(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  record Answer(int status, String body) {
    static Answer ok(String body) {
      return new Answer(200, body);
    }
  }

  /** Decides the answer to a request. */
  interface Handler {
    Answer answer(Asked asked) throws IOException;
  }

  final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  StandInArena() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers a method and path, such as {@code GET /queue/1}, without regard to the query. */
  void on(String methodAndPath, Handler handler) {
    handlers.put(methodAndPath, handler);
  }

  void on(String methodAndPath, String body) {
    on(methodAndPath, any -> Answer.ok(body));
  }

  List<Asked> asked(String methodAndPath) {
    return asked.stream()
        .filter(one -> (one.method() + " " + one.path().split("\\?", 2)[0]).equals(methodAndPath))
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(request);
      Fault fault = faults.pollFirst();
      if (fault == Fault.LOST_REQUEST) {
        return;
      }
      if (fault == Fault.BUSY || fault == Fault.LIMITED) {
        exchange.getResponseHeaders().set("Retry-After", "0");
        send(exchange, new Answer(fault == Fault.BUSY ? 503 : 429, "{\"detail\":\"later\"}"));
        return;
      }
      if (fault == Fault.HTML) {
        send(exchange, Answer.ok("<html>hello</html>"));
        return;
      }
      String key = request.method() + " " + exchange.getRequestURI().getPath();
      Handler handler =
          handlers.getOrDefault(key, any -> new Answer(404, "{\"detail\":\"unknown\"}"));
      Answer answer = handler.answer(request);
      if (fault != Fault.LOST_ANSWER) {
        send(exchange, answer);
      }
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
