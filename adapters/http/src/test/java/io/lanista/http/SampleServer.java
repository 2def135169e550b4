package io.lanista.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.http.dialect.NativeDialect;
import io.lanista.http.dialect.NetplayDialect;
import io.lanista.http.json.Items;
import io.lanista.http.json.Range;
import io.lanista.http.json.Text;
import io.lanista.http.openapi.ApiInfo;
import io.lanista.http.route.Access;
import io.lanista.http.route.Content;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteFamily;
import io.lanista.http.route.Verb;
import io.lanista.http.sse.EventStream;
import io.lanista.http.ws.Channel;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Routes of no business meaning, one for each thing the framework can do, on a real server. */
final class SampleServer implements AutoCloseable {
  enum Mood {
    CALM,
    VERY_ANGRY
  }

  record Inner(@Range(min = 0, max = 99) int stocks) {}

  record Order(
      @Text(min = 1, max = 20) String connectCode,
      Optional<String> fighterName,
      Optional<BigInteger> amountWei,
      Optional<Mood> mood,
      Optional<Inner> inner,
      @Items(max = 3) Optional<List<Integer>> finalScore) {}

  record Echo(
      String connectCode,
      Optional<String> fighterName,
      Optional<BigInteger> amountWei,
      Optional<Mood> mood,
      Optional<Inner> inner,
      Optional<List<Integer>> finalScore) {}

  record Word(String word) {}

  record Size(long bytes) {}

  /** What a word is made of. */
  record Source(String text) {}

  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final CompletableFuture<Word> longPoll = new CompletableFuture<>();
  final Map<String, Source> memory = new ConcurrentHashMap<>();
  final AtomicInteger formed = new AtomicInteger();
  final CountDownLatch waiting = new CountDownLatch(1);
  final CountDownLatch release = new CountDownLatch(1);
  final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SampleServer(HttpSettings settings, List<Channel> channels, List<EventStream> streams) {
    server =
        new HttpServer(
            settings,
            List.of(
                new RouteFamily("", new NetplayDialect(), netplay(), channels),
                new RouteFamily("/api/v1", new NativeDialect(), modern(), List.of(), streams)),
            new ApiInfo("Sample", "1", "Sample routes"),
            new Verifiers(
                Optional.of(
                    new Verifier(t -> Optional.of("op").filter(o -> t.equals("admin")), false)),
                Optional.empty(),
                Optional.of(
                    new Verifier(t -> Optional.of(t).filter(k -> k.startsWith("key")), true))),
            metrics);
    server.start();
  }

  static SampleServer start() {
    return start(HttpSettings.usual("127.0.0.1", 0), List.of());
  }

  static SampleServer start(HttpSettings settings, List<Channel> channels) {
    return new SampleServer(settings, channels, List.of());
  }

  static SampleServer start(HttpSettings settings, EventStream... streams) {
    return new SampleServer(settings, List.of(), List.of(streams));
  }

  private List<Route<?, ?>> netplay() {
    return List.of(
        Route.post("order", "/orders", Order.class, Echo.class)
            .errors(ErrorCode.INVALID_CONNECT_CODE)
            .handle((call, body) -> CompletableFuture.completedFuture(echo(body))),
        Route.get("item", "/items/{id}", Word.class)
            .query(
                QueryParam.integer("wait", 0, 30, "seconds"),
                QueryParam.flag("loud", "in capitals"))
            .handleBlocking(
                (call, none) -> new Word(call.path("id") + call.integer("wait").orElse(-1))),
        Route.get("address", "/address", Word.class)
            .handleBlocking((call, none) -> new Word(call.client().getHostAddress())),
        Route.get("broken", "/broken", Word.class)
            .handleBlocking(
                (call, none) -> {
                  throw new IllegalStateException("secret detail");
                }),
        Route.get("dying", "/dying", Word.class)
            .handle(
                (call, none) -> {
                  throw new StackOverflowError("secret detail");
                }),
        Route.get("refusing", "/refusing/{code}", Word.class)
            .handle(
                (call, none) ->
                    CompletableFuture.failedFuture(
                        new EngineException(ErrorCode.valueOf(call.path("code")), "As asked."))),
        Route.get("poll", "/poll", Word.class)
            .handle(
                (call, none) -> {
                  waiting.countDown();
                  return longPoll;
                }),
        Route.get("slow", "/slow", Word.class)
            .handleBlocking(
                (call, none) -> {
                  waiting.countDown();
                  release.await();
                  return new Word("done");
                }),
        Route.get("known", "/known/{id}", Word.class)
            .errors(ErrorCode.MATCH_NOT_FOUND)
            .handleKnown(
                call -> Optional.ofNullable(memory.get(call.path("id"))),
                (call, none) -> looked(call.path("id")),
                this::formed),
        Route.get("admin", "/admin/word", Word.class)
            .access(Access.ADMIN)
            .handleBlocking((call, none) -> new Word(call.caller(String.class))),
        Route.get("page", "/page", Content.class)
            .handleBlocking((call, none) -> Content.text("text/html", "<p>hi</p>")),
        Route.upload("upload", Verb.PUT, "/upload", 100_000, Size.class)
            .handleBlocking((call, bytes) -> new Size(bytes.length)),
        Route.upload("keep", Verb.PUT, "/keep", 100_000, Size.class)
            .handleBlocking(
                (call, bytes) -> {
                  waiting.countDown();
                  release.await();
                  return new Size(bytes.length);
                }));
  }

  private Source looked(String id) {
    if (id.equals("none")) {
      throw new EngineException(ErrorCode.MATCH_NOT_FOUND, "As asked.");
    }
    return memory.computeIfAbsent(id, Source::new);
  }

  private Word formed(Source source) {
    if (source.text().equals("broken")) {
      throw new IllegalStateException("secret detail");
    }
    return new Word(source.text() + formed.incrementAndGet());
  }

  private static List<Route<?, ?>> modern() {
    return List.of(
        Route.post("create", "/api/v1/orders", Order.class, Echo.class)
            .status(201)
            .access(Access.KEY)
            .handleBlocking((call, body) -> echo(body)),
        Route.get("maybe", "/api/v1/maybe", Word.class)
            .access(Access.KEY_OPTIONAL)
            .handleBlocking(
                (call, none) -> new Word(call.principal(String.class).orElse("nobody"))));
  }

  private static Echo echo(Order o) {
    return new Echo(
        o.connectCode(), o.fighterName(), o.amountWei(), o.mood(), o.inner(), o.finalScore());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpClient client() {
    return client;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Sends bytes as they are and reads until the server closes or the answer seems complete. */
  String raw(String... pieces) {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      for (var piece : pieces) {
        socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
      }
      return answer(socket.getInputStream());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String answer(InputStream in) throws IOException {
    var text = new StringBuilder();
    for (var b = in.read(); b >= 0; b = in.read()) {
      text.append((char) b);
      var head = text.indexOf("\r\n\r\n");
      var length = text.indexOf("Content-Length: ");
      if (head > 0 && length > 0) {
        var size = Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)));
        if (text.length() >= head + 4 + size) {
          break;
        }
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    release.countDown();
    longPoll.complete(new Word("closed"));
    server.close();
  }
}
