package io.lanista.distribution.e2e;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lanista.distribution.config.ConfigLoader;
import io.lanista.distribution.server.LanistaServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A plain HTTP client of a running server: usually the whole server with the packaged plugins, in
 * this process, on a free port and a folder of the test's own.
 */
final class RunningServer implements AutoCloseable {
  static final String ADMIN_TOKEN = "test-admin-token-0123456789abcdef";

  private static final AtomicInteger CODES = new AtomicInteger();
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final AutoCloseable server;
  private final URI address;

  // Clients of this kind never speak HTTP/2, and must not ask for it.
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer; its body is missing when it is not JSON. */
  record Answer(int status, JsonNode body, String text, HttpResponse<?> response) {
    String at(String pointer) {
      return body.at(pointer).asText();
    }

    /** The keys of the document, in the order they were sent. */
    List<String> keys() {
      List<String> keys = new java.util.ArrayList<>();
      body.fieldNames().forEachRemaining(keys::add);
      return keys;
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  private RunningServer(URI address, AutoCloseable server) {
    this.server = server;
    this.address = address;
  }

  /** A server that runs elsewhere. */
  static RunningServer at(URI address, AutoCloseable whatStopsIt) {
    return new RunningServer(address, whatStopsIt);
  }

  static RunningServer start(Path data) throws Exception {
    return start(data, Map.of());
  }

  /** Starts with some configuration keys set. */
  static RunningServer start(Path data, Map<String, String> keys) throws Exception {
    return start(data, keys, Map.of("LANISTA_ADMIN_TOKEN", ADMIN_TOKEN));
  }

  /** Starts in an environment: without a token in it, there are no operators. */
  static RunningServer start(Path data, Map<String, String> keys, Map<String, String> environment)
      throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("server.port", "0");
    all.put("data.dir", data.toString());
    all.put("log.level", "warn");
    all.putAll(TestDatabase.keys(data));
    all.putAll(keys);
    Map<String, String> surroundings = new HashMap<>(TestDatabase.secrets(data));
    surroundings.putAll(environment);
    LanistaServer server =
        LanistaServer.start(
            new ConfigLoader(home(), surroundings).load(Optional.empty(), all).config());
    return new RunningServer(server.address(), server);
  }

  /** The packaged installation. */
  static Path home() {
    return Path.of(System.getProperty("lanista.home"));
  }

  /** A connect code nobody has used; short enough for a recording. */
  static String code() {
    return "E" + CODES.incrementAndGet() + "#1";
  }

  URI address() {
    return address;
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, Optional.empty(), headers);
  }

  Answer post(String path, String json, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, Optional.of(json.getBytes(StandardCharsets.UTF_8)), headers);
  }

  Answer put(String path, byte[] body, String... headers) throws IOException, InterruptedException {
    return send("PUT", path, Optional.of(body), headers);
  }

  Answer delete(String path, String... headers) throws IOException, InterruptedException {
    return send("DELETE", path, Optional.empty(), headers);
  }

  /** Sends a request; headers are names and values in turn. */
  Answer send(String method, String path, Optional<byte[]> body, String... headers)
      throws IOException, InterruptedException {
    return answer(
        http.send(
            request(method, path, body, headers),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
  }

  /** Sends a request and gives its answer when it comes. */
  CompletableFuture<Answer> later(String method, String path, String... headers) {
    return http.sendAsync(
            request(method, path, Optional.empty(), headers),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .thenApply(RunningServer::answer);
  }

  private HttpRequest request(
      String method, String path, Optional<byte[]> body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .timeout(Duration.ofSeconds(90))
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofByteArray)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), json(response.body()), response.body(), response);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** The header of an operator. */
  static String[] admin() {
    return new String[] {"Authorization", "Bearer " + ADMIN_TOKEN};
  }

  /** Opens a WebSocket. */
  LiveSocket socket(String path, String... headers) {
    return LiveSocket.open(
        http, URI.create("ws" + address().toString().substring(4) + path), headers);
  }

  /** Asks again and again until something holds; fails after a long while. */
  static void await(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute: " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Joins and gives the answer. */
  Answer join(String code) throws IOException, InterruptedException {
    return post("/queue/join", joining(code, null));
  }

  /** Two agents, paired. */
  record Paired(
      String match, String queue1, String queue2, String code1, String code2, String path) {}

  /** Pairs two agents nobody has heard of. */
  Paired pair() throws IOException, InterruptedException {
    return pair(code(), null, code(), null);
  }

  /** Joins twice and gives the match; wallets may be null. */
  Paired pair(String code1, String wallet1, String code2, String wallet2)
      throws IOException, InterruptedException {
    String first = post("/queue/join", joining(code1, wallet1)).at("/queue_id");
    Answer second = post("/queue/join", joining(code2, wallet2));
    String match = second.at("/match_id");
    return new Paired(match, first, second.at("/queue_id"), code1, code2, "/matches/" + match);
  }

  static String joining(String code, String wallet) {
    return "{\"connect_code\":\""
        + code
        + "\",\"wallet_address\":"
        + (wallet == null ? "null" : "\"" + wallet + "\"")
        + "}";
  }

  /** Reports; without stocks where they are null. */
  Answer report(Paired paired, String queue, String outcome, Integer own, Integer opponent)
      throws IOException, InterruptedException {
    return post(paired.path() + "/result", reporting(queue, outcome, own, opponent));
  }

  static String reporting(String queue, String outcome, Integer own, Integer opponent) {
    return "{\"queue_id\":\""
        + queue
        + "\",\"outcome\":\""
        + outcome
        + "\",\"stocks_remaining\":"
        + own
        + ",\"opponent_stocks\":"
        + opponent
        + "}";
  }

  /** Both report that p1 won 3-1. */
  void complete(Paired paired) throws IOException, InterruptedException {
    report(paired, paired.queue1(), "COMPLETED", 3, 1);
    report(paired, paired.queue2(), "COMPLETED", 1, 3);
  }

  /** Both claim the win. */
  void dispute(Paired paired) throws IOException, InterruptedException {
    report(paired, paired.queue1(), "COMPLETED", 3, 1);
    report(paired, paired.queue2(), "COMPLETED", 2, 0);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
