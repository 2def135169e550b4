package io.lanista.distribution.e2e;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The whole server with the packaged plugins, in this process, on a free port and a folder of the
 * test's own; and a plain HTTP client for it.
 */
final class RunningServer implements AutoCloseable {
  static final String ADMIN_TOKEN = "test-admin-token-0123456789abcdef";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LanistaServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  /** An answer; its body is missing when it is not JSON. */
  record Answer(int status, JsonNode body, String text, HttpResponse<?> response) {
    String at(String pointer) {
      return body.at(pointer).asText();
    }
  }

  private RunningServer(LanistaServer server) {
    this.server = server;
  }

  static RunningServer start(Path data) throws Exception {
    return start(data, Map.of());
  }

  /** Starts with some configuration keys set. */
  static RunningServer start(Path data, Map<String, String> keys) throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("server.port", "0");
    all.put("data.dir", data.toString());
    all.put("log.level", "warn");
    all.putAll(keys);
    return new RunningServer(
        LanistaServer.start(
            new ConfigLoader(home(), Map.of("LANISTA_ADMIN_TOKEN", ADMIN_TOKEN))
                .load(Optional.empty(), all)
                .config()));
  }

  /** The packaged installation. */
  static Path home() {
    return Path.of(System.getProperty("lanista.home"));
  }

  URI address() {
    return server.address();
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, Optional.empty(), headers);
  }

  Answer post(String path, String json, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, Optional.of(json.getBytes()), headers);
  }

  Answer delete(String path, String... headers) throws IOException, InterruptedException {
    return send("DELETE", path, Optional.empty(), headers);
  }

  /** Sends a request; headers are names and values in turn. */
  Answer send(String method, String path, Optional<byte[]> body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .timeout(Duration.ofSeconds(90))
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofByteArray)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), json(response.body()), response.body(), response);
  }

  private static JsonNode json(String text) {
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

  /** Joins and gives the answer. */
  Answer join(String code) throws IOException, InterruptedException {
    return post("/queue/join", "{\"connect_code\":\"" + code + "\"}");
  }

  /** Two agents, paired. */
  record Paired(String match, String queue1, String queue2) {}

  /** Joins twice and gives the match; wallets may be null. */
  Paired pair(String code1, String wallet1, String code2, String wallet2)
      throws IOException, InterruptedException {
    String first = post("/queue/join", joining(code1, wallet1)).at("/queue_id");
    Answer second = post("/queue/join", joining(code2, wallet2));
    return new Paired(second.at("/match_id"), first, second.at("/queue_id"));
  }

  private static String joining(String code, String wallet) {
    return "{\"connect_code\":\""
        + code
        + "\",\"wallet_address\":"
        + (wallet == null ? "null" : "\"" + wallet + "\"")
        + "}";
  }

  @Override
  public void close() {
    server.close();
  }
}
