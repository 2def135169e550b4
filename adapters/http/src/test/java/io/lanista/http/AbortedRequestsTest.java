package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.http.ws.Channel;
import io.lanista.http.ws.ChannelHandler;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that vanish at the worst moment leave nothing behind. */
@Timeout(60)
class AbortedRequestsTest {
  private static final String UPGRADE =
      " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

  private static final HttpSettings SETTINGS =
      HttpSettings.usual("127.0.0.1", 0)
          .connections(new ConnectionLimits(1000, 1000, Duration.ofSeconds(30), 4, 4));

  private static SampleServer start() {
    return SampleServer.start(
        SETTINGS,
        List.of(
            Channel.at(
                "quiet", "/ws/quiet", "ws", "Quiet.", (call, socket) -> new ChannelHandler() {})));
  }

  private static Socket connect(SampleServer server) throws IOException {
    var socket = new Socket("127.0.0.1", server.server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static double gauge(SampleServer server, String name) {
    return server.metrics.get(name).gauge().value();
  }

  private static void settles(SampleServer server, String name) {
    while (gauge(server, name) > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void resetDuringTheHandshakeGivesThePlaceBack() throws Exception {
    try (var server = start()) {
      for (var i = 0; i < 200; i++) {
        var socket = connect(server);
        send(socket, "GET /ws/quiet" + UPGRADE);
        reset(socket);
      }
      settles(server, "http.server.in.flight");
      var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      var answer = "";
      while (!answer.startsWith("HTTP/1.1 101") && System.nanoTime() < end) {
        try (var socket = connect(server)) {
          send(socket, "GET /ws/quiet" + UPGRADE);
          answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
      }
      assertThat(answer).startsWith("HTTP/1.1 101");
    }
  }

  @Test
  void requestCutOffInItsBodyIsNotInFlightForever() throws Exception {
    try (var server = start()) {
      for (var i = 0; i < 50; i++) {
        var socket = connect(server);
        send(socket, "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"conn");
        if (i % 2 == 0) {
          reset(socket);
        } else {
          socket.close();
        }
      }
      settles(server, "http.server.in.flight");
    }
  }

  @Test
  void bodyThatEndsEarlyIsTheClientsFault() throws Exception {
    try (var server = start();
        var socket = connect(server)) {
      send(socket, "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"conn");
      socket.shutdownOutput();
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .satisfiesAnyOf(
              a -> assertThat(a).isEmpty(), a -> assertThat(a).startsWith("HTTP/1.1 4"));
      settles(server, "http.server.in.flight");
    }
  }

  @Test
  void bodyThatStopsComingIsTheClientsFaultHoweverShortIdleConnectionsLast() throws Exception {
    var settings =
        SETTINGS.connections(new ConnectionLimits(1000, 1000, Duration.ofMillis(300), 4, 4));
    try (var server = SampleServer.start(settings, List.of());
        var socket = connect(server)) {
      send(socket, "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"conn");
      var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void answersNobodyReadsAreGivenUp() throws Exception {
    try (var server = start()) {
      for (var i = 0; i < 50; i++) {
        var socket = connect(server);
        send(socket, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20));
        reset(socket);
      }
      settles(server, "http.server.in.flight");
    }
  }

  @Test
  void longPollOfAVanishedClientIsOverWithItsAnswer() throws Exception {
    try (var server = start()) {
      var socket = connect(server);
      send(socket, "GET /poll HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(server.waiting.await(20, TimeUnit.SECONDS)).isTrue();
      reset(socket);
      server.longPoll.complete(new SampleServer.Word("late"));
      settles(server, "http.server.in.flight");
    }
  }

  @Test
  void malformedFrameEndsTheConnection() throws Exception {
    try (var server = start();
        var socket = connect(server)) {
      send(socket, "GET /ws/quiet" + UPGRADE);
      send(socket, "\u00ff".repeat(40));
      var began = System.nanoTime();
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      System.err.println("MALFORMED took " + (System.nanoTime() - began) / 1_000_000 + " ms");
      assertThat(answer).startsWith("HTTP/1.1 101").contains("\u0088");
    }
  }

  @Test
  void unfinishedBodyDoesNotHoldUpAStop() throws Exception {
    try (var server = start();
        var socket = connect(server)) {
      send(socket, "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"conn");
      while (gauge(server, "http.server.in.flight") < 1) {
        LockSupport.parkNanos(1_000_000);
      }
      var began = System.nanoTime();
      CompletableFuture.runAsync(() -> server.server.stop(Duration.ofSeconds(1)))
          .get(20, TimeUnit.SECONDS);
      System.err.println("STOP took " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }
  }
}
