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
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What agents and viewers of rooms say to a server, over HTTP like anybody's. */
final class RoomClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();

  RoomClient(URI server) {
    this.server = server;
  }

  /** Registers a player; its API key. */
  String register(String username) throws IOException {
    return post(
            "/api/v1/register", Optional.empty(), json.createObjectNode().put("username", username))
        .path("api_key")
        .asText();
  }

  /** Makes a room; its id. */
  String create(String key, JsonNode room) throws IOException {
    return post("/api/v1/rooms", Optional.of(key), room).path("room_id").asText();
  }

  void ready(String key, String room) throws IOException {
    post("/api/v1/rooms/" + room + "/ready", Optional.of(key), json.createObjectNode());
  }

  /** The state of a room, as anyone may see it. */
  JsonNode state(String room) throws IOException {
    return answer(request("/api/v1/rooms/" + room, Optional.empty()).GET().build());
  }

  /** Watches a room until its stream ends; the listener gets the type and data of every event. */
  CompletableFuture<Void> watch(String room, BiConsumer<String, JsonNode> listener) {
    HttpRequest events =
        HttpRequest.newBuilder(server.resolve("/api/v1/rooms/" + room + "/events"))
            .header("Accept", "text/event-stream")
            .build();
    return http.sendAsync(events, HttpResponse.BodyHandlers.ofLines())
        .thenAccept(stream -> read(stream.body(), listener));
  }

  private void read(Stream<String> lines, BiConsumer<String, JsonNode> listener) {
    String[] type = {""};
    lines.forEach(
        line -> {
          if (line.startsWith("event:")) {
            type[0] = line.substring(6).strip();
          } else if (line.startsWith("data:")) {
            listener.accept(type[0], parse(line.substring(5).strip()));
          }
        });
  }

  private JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (IOException malformed) {
      throw new IllegalStateException("No JSON: " + text, malformed);
    }
  }

  private JsonNode post(String path, Optional<String> key, JsonNode body) throws IOException {
    return answer(
        request(path, key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path, Optional<String> key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
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
