package io.lanista.distribution.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * The way to one life of the server. An IOException means that nobody knows whether the request was
 * done: the connection broke, or a dying server failed. Thread-safe.
 */
final class Link {
  static final String ADMIN_TOKEN = "crash-admin-token-0123456789abcdef";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Far more than any answer takes, even from a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HttpClient http;
  private final URI address;
  private final Consumer<Request> acknowledged;
  private volatile boolean dying;

  /**
   * A link.
   *
   * @param acknowledged is told of each success by {@link #confirm}
   */
  Link(HttpClient http, URI address, Consumer<Request> acknowledged) {
    this.http = http;
    this.address = address;
    this.acknowledged = acknowledged;
  }

  /** What links are made with; one for many servers. */
  static HttpClient client(ExecutorService executor) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(PATIENCE)
        .executor(executor)
        .build();
  }

  /** From now on refusals and silence are no faults. */
  void dying() {
    dying = true;
  }

  boolean isDying() {
    return dying;
  }

  HttpClient http() {
    return http;
  }

  URI socket(String path) {
    return URI.create("ws" + address.toString().substring(4) + path);
  }

  Reply get(String path, String... headers) throws IOException {
    return send("GET", path, null, headers);
  }

  Reply post(String path, String json, String... headers) throws IOException {
    return send("POST", path, json.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** An operator's request. */
  Reply admin(String path, String json) throws IOException {
    return post(path, json, "Authorization", "Bearer " + ADMIN_TOKEN);
  }

  /**
   * Sends a request; a body may be null.
   *
   * @throws IOException if the connection broke
   * @throws Contradiction if a living server gave no answer, or failed
   */
  Reply send(String method, String path, byte[] body, String... headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Reply reply = new Reply(answer.statusCode(), answer.body(), json(answer.body()));
      if (reply.status() >= 500) {
        if (dying) {
          throw new IOException("Refused by a dying server: " + reply.text());
        }
        throw new Contradiction(method + " " + path + " failed: " + reply);
      }
      return reply;
    } catch (HttpTimeoutException silent) {
      if (dying) {
        throw silent;
      }
      throw new Contradiction(method + " " + path + " was not answered within " + PATIENCE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** Tells that a success has been written down; the server may be killed in here. */
  void confirm(Request request) {
    acknowledged.accept(request);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
