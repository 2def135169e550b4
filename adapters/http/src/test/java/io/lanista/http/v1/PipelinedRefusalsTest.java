package io.lanista.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Refusals that follow one another on one connection, each with its own headers only. */
@Timeout(60)
class PipelinedRefusalsTest {
  @TempDir Path folder;

  private static String ask(String line, String... headers) {
    return line + " HTTP/1.1\r\nHost: a\r\n" + String.join("", headers) + "\r\n";
  }

  @Test
  void everyRefusalNamesTheSchemeOnce() throws IOException {
    try (var server = new ArenaServer(folder, 1, 200, 64);
        var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      String[] upgrade = {
        "Connection: Upgrade\r\n",
        "Upgrade: websocket\r\n",
        "Sec-WebSocket-Version: 13\r\n",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
      };
      var requests =
          ask("POST /api/v1/keys", "Content-Length: 2\r\n")
              + "{}"
              + ask("POST /api/v1/keys", "Authorization: Bearer no\r\n", "Content-Length: 0\r\n")
              + ask("GET /api/v1/ws")
              + ask("GET /api/v1/ws", upgrade)
              + ask("GET /api/v1/ws?since=1", upgrade)
              + ask("POST /api/v1/keys", "Content-Length: 2\r\n", "Expect: 100-continue\r\n");
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
      var text =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .toLowerCase(Locale.ROOT);
      var answers = List.of(text.split("(?=http/1\\.1 )"));
      assertThat(answers)
          .hasSize(6)
          .allSatisfy(
              answer -> {
                assertThat(answer).startsWith("http/1.1 401");
                assertThat(answer).containsOnlyOnce("www-authenticate: bearer");
                assertThat(answer).containsOnlyOnce("x-request-id:");
                assertThat(answer).containsOnlyOnce("content-length:");
              });
    }
  }
}
