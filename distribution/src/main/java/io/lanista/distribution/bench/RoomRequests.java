package io.lanista.distribution.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** What creators, members and the judge of rooms ask of a server. */
final class RoomRequests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String judgeToken;

  RoomRequests(URI server, String judgeToken) {
    this.server = server;
    this.judgeToken = judgeToken;
  }

  /** Registers a player; answers its key. */
  String register(String name) throws IOException, InterruptedException {
    return post("/api/v1/register", "{\"username\":\"" + name + "\"}", "").path("api_key").asText();
  }

  /** Makes an Arena room of the players of two keys, and starts it; answers its id. */
  String room(List<String> keys, int number, int problems)
      throws IOException, InterruptedException {
    StringBuilder listed = new StringBuilder();
    for (int i = 0; i < problems; i++) {
      listed.append(i == 0 ? "" : ",").append("{\"problem_id\":\"P").append(i).append("\"}");
    }
    String id =
        post(
                "/api/v1/rooms",
                "{\"format\":\"arena\",\"limit_seconds\":3600,\"forfeit_after_seconds\":0,\"teams\":["
                    + team("a", number)
                    + ","
                    + team("b", number)
                    + "],\"problems\":["
                    + listed
                    + "]}",
                keys.get(0))
            .path("room_id")
            .asText();
    for (String key : keys) {
      post("/api/v1/rooms/" + id + "/ready", "{}", key);
    }
    return id;
  }

  private static String team(String name, int room) {
    return "{\"id\":\""
        + name
        + "\",\"name\":\""
        + name
        + "\",\"members\":[{\"username\":\"bench-"
        + name
        + "\",\"judge_account\":\""
        + name
        + room
        + "\"}]}";
  }

  /** Says as the judge that a submission is accepted. */
  void accept(int submission, String account, String problem, long timestamp)
      throws IOException, InterruptedException {
    post(
        "/api/v1/judge/verdicts",
        "{\"verdicts\":[{\"submission_id\":"
            + submission
            + ",\"account\":\""
            + account
            + "\",\"problem_id\":\""
            + problem
            + "\",\"submitted_at\":"
            + timestamp
            + ",\"verdict\":\"accepted\"}]}",
        judgeToken);
  }

  private JsonNode post(String path, String body, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException("POST " + path + " answered " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
