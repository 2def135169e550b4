package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A player of the hosted arena, over HTTP and WebSocket as any agent would. */
final class ArenaPlayer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ApiClient api;
  private final String name;
  private final String key;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private Optional<WebSocket> socket = Optional.empty();

  private ArenaPlayer(ApiClient api, String name, String key) {
    this.api = api;
    this.name = name;
    this.key = key;
  }

  static ArenaPlayer register(ApiClient api, String name) throws IOException {
    return new ArenaPlayer(api, name, api.register(name));
  }

  String name() {
    return name;
  }

  /** Uploads a folder as a fighter; the number of its version. */
  int upload(String fighter, Path folder) throws IOException {
    return api.put("/api/v1/fighters/" + fighter, key, "application/zip", zip(folder))
        .path("number")
        .asInt();
  }

  private static byte[] zip(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Listens to what it is told from now on. */
  void listen(int hz, Consumer<JsonNode> listener) throws IOException {
    URI at = api.resolve("/api/v1/ws?state_hz=" + hz);
    URI ws = URI.create("ws" + at.toString().substring("http".length()));
    try {
      socket =
          Optional.of(
              api.http()
                  .newWebSocketBuilder()
                  .header("Authorization", "Bearer " + key)
                  .connectTimeout(PATIENCE)
                  .buildAsync(ws, new Reader(listener))
                  .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      connected.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IOException("The event socket did not open: " + failed, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  JsonNode join(String fighter, String character, List<String> formats) throws IOException {
    ObjectNode wish = api.json().createObjectNode().put("fighter", fighter);
    formats.forEach(wish.putArray("format")::add);
    wish.putObject("fighter_config").put("character", character);
    return api.post("/api/v1/queue/join", Optional.of(key), wish);
  }

  void accept(String match) throws IOException {
    api.post(
        "/api/v1/matches/" + match + "/accept", Optional.of(key), api.json().createObjectNode());
  }

  @Override
  public void close() {
    socket.ifPresent(WebSocket::abort);
  }

  private final class Reader implements WebSocket.Listener {
    private final Consumer<JsonNode> listener;
    private final StringBuilder text = new StringBuilder();

    Reader(Consumer<JsonNode> listener) {
      this.listener = listener;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String message = text.toString();
        text.setLength(0);
        try {
          JsonNode event = api.json().readTree(message);
          if (event.path("type").asText().equals("connected")) {
            connected.complete(null);
          }
          listener.accept(event);
        } catch (IOException malformed) {
          from.abort();
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      connected.completeExceptionally(error);
    }
  }
}
