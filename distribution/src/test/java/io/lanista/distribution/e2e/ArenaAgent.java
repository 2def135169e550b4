package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import java.io.IOException;
import java.util.Arrays;

/** A registered player of the hosted arena, over HTTP as any agent would. */
record ArenaAgent(RunningServer server, String name, String key) {
  static ArenaAgent register(RunningServer server, String name) throws Exception {
    Answer registered = server.post("/api/v1/register", "{\"username\":\"" + name + "\"}");
    assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    return new ArenaAgent(server, name, registered.at("/api_key"));
  }

  /** The same player of a server that was started again. */
  ArenaAgent on(RunningServer again) {
    return new ArenaAgent(again, name, key);
  }

  /** With its key. */
  String[] auth(String... more) {
    String[] headers = Arrays.copyOf(more, more.length + 2);
    headers[more.length] = "Authorization";
    headers[more.length + 1] = "Bearer " + key;
    return headers;
  }

  Answer get(String path) throws IOException, InterruptedException {
    return server.get("/api/v1" + path, auth());
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return server.post("/api/v1" + path, body, auth());
  }

  Answer tryUpload(String fighter, byte[] zip) throws IOException, InterruptedException {
    return server.put("/api/v1/fighters/" + fighter, zip, auth("Content-Type", "application/zip"));
  }

  ArenaAgent upload(String fighter, byte[] zip) throws IOException, InterruptedException {
    Answer kept = tryUpload(fighter, zip);
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    return this;
  }

  /** Joins with more keys of JSON, each begun by a comma. */
  Answer join(String fighter, String formats, String more)
      throws IOException, InterruptedException {
    return post(
        "/queue/join",
        "{\"fighter\":\"" + fighter + "\",\"format\":[" + formats + "]" + more + "}");
  }

  /** Joins for a best of three. */
  Answer join(String fighter) throws IOException, InterruptedException {
    Answer joined = join(fighter, "\"bo3\"", "");
    assertThat(joined.status()).as(joined.text()).isEqualTo(200);
    return joined;
  }

  JsonNode place() throws IOException, InterruptedException {
    return get("/queue/status").body();
  }

  boolean leave() throws IOException, InterruptedException {
    return server.delete("/api/v1/queue/leave", auth()).body().path("left").asBoolean();
  }

  Answer answer(String match, String verb) throws IOException, InterruptedException {
    return post("/matches/" + match + "/" + verb, "");
  }

  void accept(String match) throws IOException, InterruptedException {
    Answer accepted = answer(match, "accept");
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
  }

  /** How it stands in the game that is played here. */
  JsonNode standing() throws IOException, InterruptedException {
    return server.get("/api/v1/players/" + name + "?game=duel").body();
  }

  int elo() throws IOException, InterruptedException {
    return standing().path("elo").asInt();
  }

  /** What it is told from now on, or from a sequence; connected when this returns. */
  LiveSocket listen(String query) throws Exception {
    LiveSocket socket = server.socket("/api/v1/ws" + query, auth());
    await(socket, "connected");
    return socket;
  }

  /** The next message that is no ping; games are played in between, maybe on a busy machine. */
  static JsonNode later(LiveSocket socket) throws Exception {
    RunningServer.await("the next message", () -> !socket.isEmpty());
    JsonNode message = socket.next();
    return message.path("type").asText().equals("ping") ? later(socket) : message;
  }

  /** The next message of a type; others are passed over. */
  static JsonNode await(LiveSocket socket, String type) throws Exception {
    JsonNode message = later(socket);
    while (!message.path("type").asText().equals(type)) {
      message = later(socket);
    }
    return message;
  }
}
