package io.lanista.distribution.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;

/** A match on Lanista that is shown: two agents joined, and the first uploads. */
final class ShownMatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A viewer is one a little after its handshake. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServedProcess engine;
  private final String match;
  private final String ticket;

  private ShownMatch(ServedProcess engine, String match, String ticket) {
    this.engine = engine;
    this.match = match;
    this.ticket = ticket;
  }

  /**
   * A match of two agents of its own.
   *
   * @param number 1..499, another one for each match
   */
  static ShownMatch on(ServedProcess engine, int number) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    URI join = engine.address().resolve("/queue/join");
    JsonNode first = JSON.readTree(Broadcast.post(http, join, agent(2 * number)));
    JsonNode second = JSON.readTree(Broadcast.post(http, join, agent(2 * number + 1)));
    return new ShownMatch(engine, second.get("match_id").asText(), first.get("queue_id").asText());
  }

  private static String agent(int number) {
    return "{\"connect_code\":\"BNCH#%03d\"}".formatted(number);
  }

  String watched() {
    return "/ws/match/" + match;
  }

  /** Its broadcast to so many viewers, once all of them are shown it. */
  Broadcast watchedBy(int viewers) throws IOException, InterruptedException {
    Broadcast broadcast =
        new Broadcast(
            engine,
            watched(),
            viewers,
            engine.address().resolve("/matches/" + match + "/stream/frames?queue_id=" + ticket),
            numbers ->
                numbers.stream()
                    .map(LiveFrames::uploaded)
                    .collect(Collectors.joining(",", "{\"frames\":[", "]}")));
    awaitViewers(viewers);
    return broadcast;
  }

  /** Waits until the server shows it to so many. */
  void awaitViewers(int wanted) throws IOException, InterruptedException {
    URI count = engine.address().resolve("/matches/" + match + "/viewers");
    HttpRequest request = HttpRequest.newBuilder(count).timeout(Duration.ofSeconds(10)).build();
    long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
    int seen = -1;
    while (System.nanoTime() < end) {
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      seen = JSON.readTree(answer).path("viewers").asInt();
      if (seen == wanted) {
        return;
      }
      Thread.sleep(10);
    }
    throw new IOException(
        "The server shows the match to " + seen + " viewers, not to " + wanted + ".");
  }
}
