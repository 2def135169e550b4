package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What agents and viewers of rooms say to a server, over HTTP like anybody's. */
final class RoomClient {
  private final ApiClient api;

  RoomClient(URI server) {
    this.api = new ApiClient(server);
  }

  /** Registers a player; its API key. */
  String register(String username) throws IOException {
    return api.register(username);
  }

  /** Makes a room; its id. */
  String create(String key, JsonNode room) throws IOException {
    return api.post("/api/v1/rooms", Optional.of(key), room).path("room_id").asText();
  }

  void ready(String key, String room) throws IOException {
    api.post("/api/v1/rooms/" + room + "/ready", Optional.of(key), api.json().createObjectNode());
  }

  /** The state of a room, as anyone may see it. */
  JsonNode state(String room) throws IOException {
    return api.get("/api/v1/rooms/" + room, Optional.empty());
  }

  /** Watches a room until its stream ends; the listener gets the type and data of every event. */
  CompletableFuture<Void> watch(String room, BiConsumer<String, JsonNode> listener) {
    HttpRequest events =
        HttpRequest.newBuilder(api.resolve("/api/v1/rooms/" + room + "/events"))
            .header("Accept", "text/event-stream")
            .build();
    return api.http()
        .sendAsync(events, HttpResponse.BodyHandlers.ofLines())
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
      return api.json().readTree(text);
    } catch (IOException malformed) {
      throw new IllegalStateException("No JSON: " + text, malformed);
    }
  }
}
