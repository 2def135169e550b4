package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.http.route.Access;
import io.lanista.http.sse.EventSink;
import io.lanista.http.sse.EventStream;
import io.lanista.http.sse.EventText;
import io.lanista.http.sse.StreamLimits;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final HttpSettings USUAL = HttpSettings.usual("127.0.0.1", 0);
  private static final String PATH = "/api/v1/things/7/events";

  private final LinkedBlockingQueue<EventSink> sinks = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<EventSink> closed = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<OptionalLong> asked = new LinkedBlockingQueue<>();
  private SampleServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private void start(HttpSettings settings, StreamLimits limits) {
    server =
        SampleServer.start(
            settings,
            EventStream.at(
                    "thingEvents",
                    "/api/v1/things/{id}/events",
                    "things",
                    "Watch.",
                    (call, last, sink) -> open(call.path("id"), last, sink))
                .access(Access.KEY_OPTIONAL)
                .errors(ErrorCode.ROOM_NOT_FOUND)
                .limits(limits));
  }

  private void start() {
    start(USUAL, StreamLimits.usual());
  }

  private Runnable open(String id, OptionalLong last, EventSink sink) {
    if (id.equals("unknown")) {
      throw new EngineException(ErrorCode.ROOM_NOT_FOUND, "There is no such thing.");
    }
    if (id.equals("over") || id.equals("full")) {
      if (id.equals("full")) {
        sink.send(event(1));
      }
      sink.end();
    }
    asked.add(last);
    sinks.add(sink);
    return () -> closed.add(sink);
  }

  private static ByteBuffer event(long id) {
    return EventText.event(id, "thing", ("{\"n\":" + id + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer large(long id, int size) {
    return EventText.event(id, "thing", "x".repeat(size).getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T await(LinkedBlockingQueue<T> queue) throws InterruptedException {
    var found = queue.poll(20, TimeUnit.SECONDS);
    assertThat(found).isNotNull();
    return found;
  }

  private EventReader read(String... headers) throws IOException {
    return EventReader.open(server.server.port(), PATH, headers);
  }

  @Test
  void eventsComeInTheirOrderWithTheirIds() throws Exception {
    start();
    try (var reader = read("Origin: http://page.example")) {
      var sink = await(sinks);
      assertThat(reader.status()).isEqualTo(200);
      assertThat(reader.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(reader.header("Cache-Control")).contains("no-store", "no-transform");
      assertThat(reader.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(reader.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(reader.line()).isEqualTo("retry: 2000");
      for (var i = 1; i <= 500; i++) {
        assertThat(sink.send(event(i))).isTrue();
      }
      for (var i = 1; i <= 500; i++) {
        assertThat(reader.next()).isEqualTo(new EventReader.Event(i, "thing", "{\"n\":" + i + "}"));
      }
      sink.end();
      assertThat(reader.next()).isNull();
      assertThat(await(closed)).isSameAs(sink);
      assertThat(sink.isOpen()).isFalse();
      assertThat(sink.send(event(501))).isFalse();
    }
  }

  @Test
  void lastEventIdIsTakenFromTheHeaderAndElseFromTheQuery() throws Exception {
    start();
    read().close();
    assertThat(await(asked)).isEmpty();
    read("Last-Event-ID: 17").close();
    assertThat(await(asked)).hasValue(17);
    EventReader.open(server.server.port(), PATH + "?last_event_id=4").close();
    assertThat(await(asked)).hasValue(4);
    EventReader.open(server.server.port(), PATH + "?last_event_id=4", "Last-Event-ID: 5").close();
    assertThat(await(asked)).hasValue(5);
  }

  @Test
  void badLastEventIdIsRefusedWithWhatToDo() throws Exception {
    start();
    for (var bad : new String[] {"-1", "x", "1.5", "9".repeat(19), "9".repeat(1000), "1 2"}) {
      try (var reader = read("Last-Event-ID: " + bad)) {
        assertThat(reader.status()).isEqualTo(400);
        assertThat(reader.body()).contains("Last-Event-ID is the id of the last event you saw");
      }
      var query = "?last_event_id=" + bad.replace(' ', '+');
      try (var reader = EventReader.open(server.server.port(), PATH + query)) {
        assertThat(reader.status()).isEqualTo(400);
        assertThat(reader.body()).contains("last_event_id");
      }
    }
    assertThat(sinks).isEmpty();
  }

  @Test
  void openerRefusesInPlainHttp() throws Exception {
    start();
    var refused = server.get("/api/v1/things/unknown/events");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(SampleServer.json(refused).get("code").asText()).isEqualTo("room_not_found");
    var badKey = server.send(server.request(PATH).header("Authorization", "Bearer nothing"));
    assertThat(badKey.statusCode()).isEqualTo(401);
    var post = server.post(PATH, "{}");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).hasValue("GET, OPTIONS");
  }

  @Test
  void streamWithNothingLeftTellsBrowsersNotToComeBack() throws Exception {
    start();
    assertThat(server.get("/api/v1/things/over/events").statusCode()).isEqualTo(204);
    await(closed);
    var full = server.get("/api/v1/things/full/events");
    assertThat(full.statusCode()).isEqualTo(200);
    assertThat(full.body()).endsWith("id: 1\nevent: thing\ndata: {\"n\":1}\n\n");
    await(closed);
  }

  @Test
  void heartbeatsComeWhenNothingElseDoes() throws Exception {
    start(USUAL, new StreamLimits(Duration.ofMillis(100), 1000, LONG, Duration.ofSeconds(2)));
    try (var reader = read()) {
      await(sinks);
      var line = reader.line();
      for (var i = 0; i < 2; line = reader.line()) {
        i += line.startsWith(":") ? 1 : 0;
      }
      assertThat(line).isEmpty();
    }
  }

  @Test
  void readerThatFallsBehindIsCutOffWhileOthersGoOn() throws Exception {
    start(USUAL, new StreamLimits(LONG, 100_000, LONG, Duration.ofSeconds(2)));
    try (var slow = EventReader.open(4096, server.server.port(), PATH);
        var quick = read()) {
      var first = await(sinks);
      var second = await(sinks);
      // Whichever came first: the slow one is the one whose bound is reached without being read.
      var sent = 0;
      while (first.isOpen() && second.isOpen() && sent < 5_000) {
        sent++;
        var event = large(sent, 10_000);
        first.send(event);
        second.send(event);
        assertThat(quick.next().id()).isEqualTo(sent);
      }
      assertThat(sent).isLessThan(5_000);
      var dropped = await(closed);
      var kept = dropped == first ? second : first;
      assertThat(kept.isOpen()).isTrue();
      kept.send(event(9_999));
      assertThat(quick.next().id()).isEqualTo(9_999);
      assertThatThrownBy(
              () -> {
                while (slow.next() != null) {
                  // Whatever was on its way.
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(server.metrics.scrape())
          .contains("http_server_streams_ended_total{reason=\"stalled\"} 1.0");
    }
  }

  @Test
  void readerThatTakesNothingIsCutOffAfterAWhile() throws Exception {
    start(USUAL, new StreamLimits(LONG, 50_000_000, Duration.ofMillis(300), Duration.ofSeconds(2)));
    try (var slow = EventReader.open(4096, server.server.port(), PATH)) {
      var sink = await(sinks);
      sink.send(large(1, 10_000_000));
      assertThat(await(closed)).isSameAs(sink);
      assertThat(slow.status()).isEqualTo(200);
    }
  }

  @Test
  void placesAreBoundedAndGivenBack() throws Exception {
    start(
        USUAL.connections(new ConnectionLimits(100, 100, LONG, 10, 2)),
        new StreamLimits(Duration.ofMillis(50), 1000, LONG, Duration.ofSeconds(2)));
    try (var first = read();
        var second = read()) {
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(200);
      var third = server.get(PATH);
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(SampleServer.json(third).get("detail").asText())
          .isEqualTo("Your address has too many event streams open.");
      first.vanish();
      // Found out by the heartbeat.
      await(closed);
      try (var again = read()) {
        assertThat(again.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void stoppingEndsStreams() throws Exception {
    start();
    try (var reader = read()) {
      var sink = await(sinks);
      sink.send(event(1));
      server.server.stop(Duration.ofSeconds(10));
      assertThat(reader.next().id()).isEqualTo(1);
      assertThat(reader.next()).isNull();
      assertThat(await(closed)).isSameAs(sink);
      assertThat(closed).isEmpty();
    }
  }

  @Test
  void manyViewersNeedNoThreadsOfTheirOwn() throws Exception {
    start();
    var readers = new ArrayList<EventReader>();
    try {
      readers.add(read());
      var before = Thread.activeCount();
      for (var i = 1; i < 200; i++) {
        readers.add(read());
      }
      var event = event(1);
      for (var i = 0; i < 200; i++) {
        await(sinks).send(event);
      }
      for (var reader : readers) {
        assertThat(reader.next().id()).isEqualTo(1);
      }
      assertThat(Thread.activeCount() - before).isLessThan(100);
    } finally {
      for (var reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void documentDescribesTheStream() {
    start();
    var document = SampleServer.json(server.get("/openapi.json"));
    var get = document.at("/paths/~1api~1v1~1things~1{id}~1events/get");
    assertThat(get.get("operationId").asText()).isEqualTo("thingEvents");
    assertThat(get.at("/responses/200/content").has("text/event-stream")).isTrue();
    assertThat(get.get("responses").propertyStream().map(e -> e.getKey()))
        .containsExactlyInAnyOrder("200", "204", "400", "401", "404", "429", "500", "503");
    assertThat(get.get("parameters").findValuesAsText("name"))
        .containsExactly("id", "Last-Event-ID", "last_event_id");
  }
}
