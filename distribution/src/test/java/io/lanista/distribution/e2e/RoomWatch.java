package io.lanista.distribution.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Reads the event stream of a room as it comes. */
final class RoomWatch implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<Event> events = new ArrayList<>();
  private final AtomicReference<Stream<String>> lines = new AtomicReference<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** An event as it was sent. */
  record Event(long id, String type, JsonNode data) {}

  /**
   * Opens a stream.
   *
   * @param after the last event that was seen; 0 for none
   */
  static RoomWatch open(URI server, String room, long after) {
    RoomWatch watch = new RoomWatch();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(room + "/events"))
            .header("Accept", "text/event-stream");
    if (after > 0) {
      request.header("Last-Event-ID", Long.toString(after));
    }
    HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
        .thenAccept(
            response -> {
              watch.lines.set(response.body());
              watch.read(response.body());
            })
        .whenComplete((done, failed) -> watch.ended.complete(null));
    return watch;
  }

  private void read(Stream<String> stream) {
    long[] id = {0};
    String[] type = {""};
    stream.forEach(
        line -> {
          if (line.startsWith("id:")) {
            id[0] = Long.parseLong(line.substring(3).strip());
          } else if (line.startsWith("event:")) {
            type[0] = line.substring(6).strip();
          } else if (line.startsWith("data:")) {
            JsonNode data = RunningServer.json(line.substring(5).strip());
            synchronized (events) {
              events.add(new Event(id[0], type[0], data));
            }
          }
        });
  }

  List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  List<Event> of(String type) {
    return events().stream().filter(event -> event.type().equals(type)).toList();
  }

  /** Waits for so many events of a type; fails after a long while. */
  List<Event> await(String type, int count) throws Exception {
    RunningServer.await(count + " " + type, () -> of(type).size() >= count);
    return of(type);
  }

  /** Waits for the server to end the stream. */
  void awaitEnd() throws Exception {
    RunningServer.await("the end of the stream", ended::isDone);
  }

  @Override
  public void close() {
    Stream<String> open = lines.get();
    if (open != null) {
      open.close();
    }
  }
}
