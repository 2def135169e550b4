package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.http.limit.Cidr;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final HttpSettings USUAL = HttpSettings.usual("127.0.0.1", 0);

  @Test
  void oneAddressMayOnlyAskSoOften() {
    var settings = USUAL.requests(RequestLimits.usual().rate(1, 3));
    try (var server = SampleServer.start(settings, List.of())) {
      var answers = Stream.generate(() -> server.get("/page")).limit(8).toList();
      assertThat(answers.subList(0, 3)).allMatch(a -> a.statusCode() == 200);
      var refused = answers.stream().filter(a -> a.statusCode() == 429).findFirst().orElseThrow();
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(SampleServer.json(refused).has("detail")).isTrue();
    }
  }

  @Test
  void forwardedAddressesCountOnlyFromTrustedProxies() {
    try (var plain = SampleServer.start();
        var proxied =
            SampleServer.start(
                USUAL.trustedProxies(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("10.0.0.0/8"))),
                List.of())) {
      var forged = plain.send(plain.request("/address").header("X-Forwarded-For", "9.9.9.9"));
      assertThat(forged.body()).contains("127.0.0.1");
      var real =
          proxied.send(
              proxied.request("/address").header("X-Forwarded-For", "1.1.1.1, 9.9.9.9, 10.1.2.3"));
      assertThat(real.body()).contains("\"9.9.9.9\"");
    }
  }

  @Test
  void moreBlockingCallsThanPlacesAreBusy() throws Exception {
    var settings = USUAL.requests(RequestLimits.usual().blocking(1, 1, 1));
    try (var server = SampleServer.start(settings, List.of())) {
      var first = async(server, server.request("/slow"));
      assertThat(server.waiting.await(20, TimeUnit.SECONDS)).isTrue();
      var others = Stream.generate(() -> async(server, server.request("/slow"))).limit(4).toList();
      var busy = CompletableFuture.anyOf(others.toArray(CompletableFuture<?>[]::new));
      assertThat(((HttpResponse<?>) busy.get(20, TimeUnit.SECONDS)).statusCode()).isEqualTo(503);
      server.release.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      var statuses = others.stream().map(o -> o.join().statusCode()).toList();
      assertThat(statuses).containsOnly(200, 503);
    }
  }

  @Test
  void receivedBodiesThatAreNotAnsweredYetTakeOnlySoMuchMemory() throws Exception {
    var settings = USUAL.requests(RequestLimits.usual().held(100_000));
    try (var server = SampleServer.start(settings, List.of())) {
      var first = async(server, server.request("/keep").PUT(bytes(60_000)));
      assertThat(server.waiting.await(20, TimeUnit.SECONDS)).isTrue();
      for (var i = 0; i < 3; i++) {
        assertThat(server.send(server.request("/upload").PUT(bytes(60_000))).statusCode())
            .isEqualTo(503);
      }
      assertThat(server.send(server.request("/upload").PUT(bytes(40_000))).statusCode())
          .isEqualTo(200);
      server.release.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      // The answer is out a moment before its memory is counted as free.
      var again = Stream.generate(() -> server.send(server.request("/upload").PUT(bytes(60_000))));
      assertThat(again.limit(1_000).anyMatch(answer -> answer.statusCode() == 200)).isTrue();
    }
  }

  @Test
  void oneBodyThatItsRouteAllowsIsTakenHoweverLittleMemoryThereIs() throws Exception {
    var settings = USUAL.requests(RequestLimits.usual().held(1));
    try (var server = SampleServer.start(settings, List.of())) {
      var large = async(server, server.request("/keep").PUT(bytes(60_000)));
      assertThat(server.waiting.await(20, TimeUnit.SECONDS)).isTrue();
      // What has no body waits for nothing.
      assertThat(server.get("/page").statusCode()).isEqualTo(200);
      server.release.countDown();
      assertThat(large.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void placesOfUploadsThatFailAreGivenBack() {
    var settings = USUAL.requests(RequestLimits.usual().blocking(2, 8, 1));
    try (var server = SampleServer.start(settings, List.of())) {
      for (var i = 0; i < 3; i++) {
        assertThat(server.send(server.request("/upload").PUT(bytes(200_000))).statusCode())
            .isEqualTo(413);
      }
      assertThat(server.send(server.request("/upload").PUT(bytes(10))).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void handlersThatNeverAnswerAreGivenUp() {
    var settings = USUAL.requests(RequestLimits.usual().answers(Duration.ofMillis(200)));
    try (var server = SampleServer.start(settings, List.of())) {
      assertThat(server.get("/poll").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void onePeerMayOnlyHaveSoManyConnections() throws Exception {
    var settings = USUAL.connections(new ConnectionLimits(100, 2, Duration.ofSeconds(60), 10, 10));
    try (var server = SampleServer.start(settings, List.of())) {
      var poll = async(server, server.request("/poll"));
      assertThat(server.waiting.await(20, TimeUnit.SECONDS)).isTrue();
      try (var second = new java.net.Socket("127.0.0.1", server.server.port())) {
        // Once it is answered it counts; two that come at once could be counted in either order.
        second.setSoTimeout(20_000);
        second
            .getOutputStream()
            .write("GET /page HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(second.getInputStream().read()).isEqualTo('H');
        try (var third = new java.net.Socket("127.0.0.1", server.server.port())) {
          third.setSoTimeout(20_000);
          assertThat(third.getInputStream().read()).isEqualTo(-1);
        }
      }
      server.longPoll.complete(new SampleServer.Word("x"));
      assertThat(poll.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void closedConnectionsGiveTheirPlacesBack() throws Exception {
    var most = 20;
    var settings =
        USUAL.connections(new ConnectionLimits(100, most, Duration.ofSeconds(60), 10, 10));
    try (var server = SampleServer.start(settings, List.of())) {
      for (var i = 0; i < 3 * most; i++) {
        try (var socket = new java.net.Socket("127.0.0.1", server.server.port())) {
          socket.setSoTimeout(20_000);
          var request = "GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
          socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
          var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(answer).startsWith("HTTP/1.1 200");
        }
      }
    }
  }

  private static CompletableFuture<HttpResponse<String>> async(
      SampleServer server, HttpRequest.Builder request) {
    return server.client().sendAsync(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher bytes(int length) {
    return BodyPublishers.ofByteArray(new byte[length]);
  }
}
