package io.lanista.distribution.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The admin routes for plugins, of a server that runs somewhere. */
final class AdminClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** A reload waits up to 30 s for what uses the old plugin, and 10 s for another operator. */
  private static final Duration ANSWER = Duration.ofSeconds(90);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final Optional<Secret> token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  AdminClient(URI server, Optional<Secret> token) {
    this.server = server;
    this.token = token;
  }

  URI server() {
    return server;
  }

  boolean hasToken() {
    return token.isPresent();
  }

  /** Whether anything listens there. */
  boolean answers() throws StartupException {
    try {
      http.send(
          HttpRequest.newBuilder(at("/health/live")).timeout(CONNECT).build(),
          HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (ConnectException | HttpConnectTimeoutException nobody) {
      return false;
    } catch (IOException strange) {
      // Something does listen; the call that follows says what is wrong with it.
      return true;
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  JsonNode list() throws StartupException {
    return send(HttpRequest.newBuilder(at("/admin/plugins")).GET());
  }

  /**
   * Has something done with a plugin.
   *
   * @param verb reload, enable or disable
   */
  JsonNode change(String id, String verb) throws StartupException {
    String path = "/admin/plugins/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/" + verb;
    return send(HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  JsonNode install(Path file, boolean force) throws StartupException {
    try {
      BodyPublisher body = HttpRequest.BodyPublishers.ofFile(file);
      return send(
          HttpRequest.newBuilder(at("/admin/plugins" + (force ? "?force=true" : "")))
              .header("Content-Type", "application/octet-stream")
              .POST(body));
    } catch (IOException missing) {
      throw new StartupException("There is no file " + file + ".", missing);
    }
  }

  private URI at(String path) {
    return URI.create(server + path);
  }

  private JsonNode send(HttpRequest.Builder request) throws StartupException {
    Secret secret =
        token.orElseThrow(
            () ->
                new StartupException(
                    "The server at "
                        + server
                        + " wants the admin token. Set LANISTA_ADMIN_TOKEN, or admin.token-file in"
                        + " the configuration, to what that server was started with."));
    HttpRequest whole =
        request.timeout(ANSWER).header("Authorization", "Bearer " + secret.reveal()).build();
    try {
      HttpResponse<String> answer =
          http.send(whole, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() == 200) {
        return JSON.readTree(answer.body());
      }
      throw new StartupException(refusal(answer));
    } catch (JsonProcessingException notOurs) {
      throw new StartupException(server + " is no Lanista: it answered no JSON.", notOurs);
    } catch (IOException failed) {
      throw new StartupException(
          "The server at " + server + " did not answer (" + failed + "). Does it run?", failed);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private String refusal(HttpResponse<String> answer) {
    if (answer.statusCode() == 401) {
      return "The server at "
          + server
          + " does not take this admin token, or was started without one.";
    }
    try {
      JsonNode detail = JSON.readTree(answer.body()).path("detail");
      if (detail.isTextual()) {
        return detail.asText();
      }
    } catch (JsonProcessingException notOurs) {
      // Told below, by its status.
    }
    return server + " answered with status " + answer.statusCode() + "; is it a Lanista?";
  }

  private static StartupException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new StartupException("Interrupted.", interrupted);
  }
}
