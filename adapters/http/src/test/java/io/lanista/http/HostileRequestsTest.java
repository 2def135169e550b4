package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.http.limit.Cidr;
import io.lanista.http.route.Access;
import io.lanista.http.ws.Channel;
import io.lanista.http.ws.ChannelHandler;
import io.lanista.http.ws.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests nobody sends by accident. */
@Timeout(60)
class HostileRequestsTest {
  private static final String HANDSHAKE =
      " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

  /** Long, and in two bytes a character: no close frame can carry all of it. */
  private static final String LONG_REASON = "ü".repeat(100);

  private static SampleServer start(HttpSettings settings) {
    return SampleServer.start(
        settings,
        List.of(
            Channel.at("wordy", "/ws/wordy", "ws", "W.", (call, socket) -> closing(socket)),
            Channel.at("keyed", "/ws/keyed", "ws", "K.", (call, socket) -> closing(socket))
                .access(Access.KEY)));
  }

  private static SampleServer start() {
    return start(HttpSettings.usual("127.0.0.1", 0));
  }

  private static ChannelHandler closing(Socket socket) {
    return new ChannelHandler() {
      @Override
      public void opened() {
        socket.close(4003, LONG_REASON);
      }
    };
  }

  private static java.net.Socket connect(SampleServer server, String text) throws IOException {
    var socket = new java.net.Socket("127.0.0.1", server.server.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static void idle(SampleServer server) {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (server.metrics.get("http.server.in.flight").gauge().value() > 0) {
      assertThat(System.nanoTime()).as("a request is still in flight").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void handlerThatDiesIsAnsweredAndCounted() {
    try (var server = start()) {
      var answer = server.get("/dying");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("secret").contains("detail");
      idle(server);
    }
  }

  @Test
  void reasonTooLongForACloseFrameIsCut() throws Exception {
    try (var server = start();
        var socket = connect(server, "GET /ws/wordy" + HANDSHAKE + "\r\n")) {
      var in = socket.getInputStream();
      var text = new StringBuilder();
      while (text.indexOf("\r\n\r\n") < 0) {
        text.append((char) in.read());
      }
      assertThat(in.read()).isEqualTo(0x88);
      var length = in.read();
      assertThat(length).isBetween(3, 125);
      assertThat(in.read() << 8 | in.read()).isEqualTo(4003);
      var reason = new String(in.readNBytes(length - 2), StandardCharsets.UTF_8);
      assertThat(LONG_REASON).startsWith(reason);
    }
  }

  @Test
  void socketIsUpgradedAfterItsKeyWasChecked() throws Exception {
    try (var server = start()) {
      var head = "GET /ws/keyed" + HANDSHAKE;
      assertThat(server.raw(head + "Authorization: Bearer nobody\r\n\r\n"))
          .startsWith("HTTP/1.1 401");
      try (var socket = connect(server, head + "Authorization: Bearer key1\r\n\r\n")) {
        var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        assertThat(answer).isEqualTo("HTTP/1.1 101");
      }
      idle(server);
    }
  }

  @Test
  void compressionIsNeverAgreedOn() throws Exception {
    try (var server = start()) {
      var answer =
          server.raw(
              "GET /ws/wordy"
                  + HANDSHAKE
                  + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                  + "Sec-WebSocket-Extensions: nonsense; ;;=\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("deflate");
    }
  }

  @Test
  void upgradeWithABodyIsNoWayAround() {
    try (var server = start()) {
      var answer = server.raw("GET /ws/keyed" + HANDSHAKE + "Content-Length: 5\r\n\r\nhello");
      assertThat(answer).startsWith("HTTP/1.1 4");
      idle(server);
    }
  }

  /** Jetty may otherwise fail the request that follows for what it had still to do for this one. */
  @Test
  void whatJettyRefusesEndsItsConnection() throws Exception {
    var another = "GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n";
    try (var server = start();
        var socket = connect(server, another.replace("1 ", "a%2Fb ") + another)) {
      var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answers).startsWith("HTTP/1.1 400").contains("Connection: close");
      assertThat(answers.lastIndexOf("HTTP/1.1 ")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/items/a%2Fb",
        "/items/..",
        "/items/%2e%2e",
        "/items/%2e%2e%2fadmin",
        "/items/a;b=c",
        "//items/1",
        "/items//1",
        "/items/%zz",
        "/items/%",
        "/items/%00",
        "/items/%ff%fe",
        "/items/\u00fc",
        "/items/1?wait=1&wait=2",
        "/items/1?%zz",
        "/items/1?wait=%ff",
        "/items/1?=&&&=",
        "/items/ \\",
        "*",
        "http://other/items/1",
        "/items/1#f",
        "/;/items/1",
        "/items/%u0041",
        "/%2e/items/1",
        "/admin;x/word",
        "/%61dmin/word",
        "/items/{id}",
        "/{id}"
      })
  void strangeTargetsAreRefusedOrServedButNeverAnError(String target) {
    try (var server = start()) {
      var answer = server.raw("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(answer).matches("(?s)HTTP/1.1 [24].*").doesNotContain("\"op\"");
      idle(server);
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
    try (var server = start();
        var socket =
            connect(
                server,
                "GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\nHEAD /items/2 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "POST /orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-Evil\r\n\r\n"
                    + "2\r\n{}\r\n0\r\nX-Evil: 1\r\n\r\n"
                    + "GET /items/3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
      var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers)
          .containsSubsequence(
              "HTTP/1.1 200",
              "{\"word\":\"1-1\"}",
              "HTTP/1.1 200",
              "HTTP/1.1 422",
              "HTTP/1.1 200",
              "{\"word\":\"3-1\"}")
          .doesNotContain("\"2-1\"");
      idle(server);
    }
  }

  @Test
  void bodyThatAsksFirstIsRefusedByItsLength() {
    try (var server = start()) {
      var head = "POST /orders HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ";
      assertThat(server.raw(head + "100000\r\n\r\n")).startsWith("HTTP/1.1 413");
      idle(server);
    }
  }

  private static String upload(String address, String body) {
    return "PUT /upload HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: "
        + address
        + "\r\nContent-Length: 5\r\n\r\n"
        + body;
  }

  @Test
  void oneAddressDoesNotHoldEveryUpload() throws Exception {
    var usual = HttpSettings.usual("127.0.0.1", 0);
    var behindProxy =
        new HttpSettings(
            usual.host(),
            usual.port(),
            usual.corsOrigins(),
            List.of(Cidr.parse("127.0.0.1")),
            usual.requests(),
            usual.connections());
    try (var server = start(behindProxy)) {
      var held = new ArrayList<java.net.Socket>();
      try {
        for (var i = 0; i < 8; i++) {
          held.add(connect(server, upload("192.0.2.1", "slow")));
        }
        while (server.metrics.get("http.server.in.flight").gauge().value() < 8) {
          LockSupport.parkNanos(1_000_000);
        }
        assertThat(server.raw(upload("192.0.2.2", "whole"))).startsWith("HTTP/1.1 200");
        assertThat(server.raw(upload("192.0.2.1", "whole"))).startsWith("HTTP/1.1 503");
      } finally {
        for (var socket : held) {
          socket.close();
        }
      }
    }
  }
}
