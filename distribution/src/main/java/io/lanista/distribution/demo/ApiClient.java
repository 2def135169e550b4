package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Calls of the native API, as any client would make them. Thread-safe. */
final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();

  ApiClient(URI server) {
    this.server = server;
  }

  HttpClient http() {
    return http;
  }

  ObjectMapper json() {
    return json;
  }

  URI resolve(String path) {
    return server.resolve(path);
  }

  /** Registers a player; its API key. */
  String register(String username) throws IOException {
    return post(
            "/api/v1/register", Optional.empty(), json.createObjectNode().put("username", username))
        .path("api_key")
        .asText();
  }

  JsonNode get(String path, Optional<String> key) throws IOException {
    return answer(request(path, key).GET().build());
  }

  JsonNode post(String path, Optional<String> key, JsonNode body) throws IOException {
    return answer(
        request(path, key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** Sends a file. */
  JsonNode put(String path, String key, String type, byte[] body) throws IOException {
    return answer(
        request(path, Optional.of(key))
            .header("Content-Type", type)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder request(String path, Optional<String> key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(resolve(path)).timeout(PATIENCE);
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private JsonNode answer(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= 300) {
        throw new IOException(
            request.method() + " " + request.uri().getPath() + " was refused: " + response.body());
      }
      return response.body().isEmpty() ? json.createObjectNode() : json.readTree(response.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
