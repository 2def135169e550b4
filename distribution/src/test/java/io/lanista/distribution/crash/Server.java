package io.lanista.distribution.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Whichever life of the server is the present one: what is sent is sent until it is answered. */
final class Server {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private volatile URI address;

  /** The server listens there now. */
  void at(URI now) {
    address = now;
  }

  JsonNode get(String path) throws InterruptedException {
    return send("GET", path, "", "");
  }

  JsonNode post(String path, String body, String token) throws InterruptedException {
    return send("POST", path, body, token);
  }

  /**
   * Repeats a request until it is done.
   *
   * @throws Contradiction if it is refused for what it asks
   */
  private JsonNode send(String method, String path, String body, String token)
      throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    String last = "";
    while (System.nanoTime() < end) {
      try {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
          request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer =
            http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          return JSON.readTree(answer.body());
        }
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() < 500) {
          throw new Contradiction(method + " " + path + " is refused: " + last);
        }
      } catch (IOException down) {
        last = down.toString();
      }
      Thread.sleep(50);
    }
    throw new Contradiction(method + " " + path + " is not answered: " + last);
  }

  /** Reads an event stream until it ends or the server does; an end of either kind is none. */
  void events(String path, long after, Consumer<String> line) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path))
              .header("Accept", "text/event-stream")
              .header("Last-Event-ID", Long.toString(after))
              .build();
      HttpResponse<Stream<String>> answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = answer.body()) {
        if (answer.statusCode() == 200) {
          lines.forEach(line);
        }
      }
    } catch (IOException | java.io.UncheckedIOException down) {
      // The next life goes on.
    }
    Thread.sleep(50);
  }
}
