package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {
  private static SampleServer server;

  @BeforeAll
  static void start() {
    var settings = HttpSettings.usual("127.0.0.1", 0);
    server =
        SampleServer.start(
            settings.requests(RequestLimits.usual().bodies(65_536, Duration.ofMillis(300))),
            List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NONSENSE|400",
        "GET|400",
        "GET /items/a HTTP/9.9|505",
        "GET /items/%zz HTTP/1.1\\r\\nHost: a|400",
        "GET /items/%ff HTTP/1.1\\r\\nHost: a|4",
        "GET /items/a%2Fb HTTP/1.1\\r\\nHost: a|400",
        "GET /items/..;/b HTTP/1.1\\r\\nHost: a|400",
        "GET /items/a HTTP/1.1|400",
        "GET /items/a HTTP/1.1\\r\\nHost: a\\r\\nbad header|400",
        "POST /orders HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: x|400",
        "POST /orders HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -5|400",
        "POST /orders HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 2\\r\\nTransfer-Encoding: chunked|400",
        "BREW /orders HTTP/1.1\\r\\nHost: a|405",
        "GET /items/a?wait=%ff HTTP/1.1\\r\\nHost: a|422",
        "GET /items/a?wait=%zz HTTP/1.1\\r\\nHost: a|422",
        "GET /items/a?wait=1&%zz HTTP/1.1\\r\\nHost: a|4",
      })
  void malformedRequestsGetJson(String head, String status) {
    var answer = server.raw(head.replace("\\r\\n", "\r\n") + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/json");
    assertThat(SampleServer.json(answer.substring(answer.indexOf("\r\n\r\n") + 4)).has("detail"))
        .isTrue();
  }

  @Test
  void longHeadersAndLinesAreRefused() {
    var header =
        server.raw("GET /items/a HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9000) + "\r\n\r\n");
    assertThat(header).startsWith("HTTP/1.1 431").contains("{\"detail\":");
    var line = server.raw("GET /items/" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(line).startsWith("HTTP/1.1 414").contains("{\"detail\":");
  }

  @Test
  void slowBodiesAreGivenUp() {
    var answer =
        server.raw("POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n{\"conn");
    assertThat(answer).startsWith("HTTP/1.1 422").contains("did not arrive").contains("close");
  }

  @Test
  void brokenChunksAreRefused() {
    var answer =
        server.raw(
            "POST /orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"detail\"");
  }

  @Test
  void oversizeWithLengthIsRefusedAndTheAnswerArrives() {
    for (var size : List.of(65_537, 500_000)) {
      var answer =
          server.send(server.request("/orders").POST(BodyPublishers.ofByteArray(new byte[size])));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(SampleServer.json(answer).has("detail")).isTrue();
    }
  }

  @Test
  void oversizeInChunksIsRefused() {
    var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[300_000]));
    assertThat(server.send(server.request("/orders").POST(body)).statusCode()).isEqualTo(413);
    var upload = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[300_000]));
    assertThat(server.send(server.request("/upload").PUT(upload)).statusCode()).isEqualTo(413);
  }

  @Test
  void hugeDeclaredLengthIsRefusedUnread() {
    var answer =
        server.raw("POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413").contains("\"detail\"");
  }

  @Test
  void serverGoesOnServing() {
    assertThat(server.get("/items/a").statusCode()).isEqualTo(200);
  }
}
