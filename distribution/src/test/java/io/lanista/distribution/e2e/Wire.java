package io.lanista.distribution.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Sends what no proper HTTP client would send, byte for byte. */
final class Wire {
  private static final int PATIENCE = 20_000;

  /** What came back before the connection was closed; status 0 for nothing. */
  record Reply(int status, String head, JsonNode body) {}

  private Wire() {}

  /** Sends bytes on a connection of its own and reads until the server closes it. */
  static Reply send(URI server, byte[] request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
      } catch (SocketException refused) {
        // The server need not read everything before it answers.
      }
      try {
        socket.getInputStream().transferTo(answer);
      } catch (SocketException cutOff) {
        // What was read so far is the answer.
      }
      return reply(answer.toString(StandardCharsets.UTF_8));
    }
  }

  static Reply send(URI server, String request) throws IOException {
    return send(server, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Sends a request's body well after its head, then another request on the same connection.
   *
   * @return the answer to the other request
   */
  static Reply inTwoParts(URI server, String head, byte[] body, String next) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE);
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      // Whether the server answers in this time or waits for the body, both must end well.
      LockSupport.parkNanos(100_000_000);
      socket.getOutputStream().write(body);
      socket.getOutputStream().write(next.getBytes(StandardCharsets.ISO_8859_1));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return reply(answers.substring(Math.max(0, answers.lastIndexOf("HTTP/1.1 "))));
    }
  }

  /** A request with a body of raw bytes. */
  static Reply send(URI server, String line, byte[] body, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(line + " HTTP/1.1\r\nHost: lanista\r\n");
    head.append("Connection: close\r\nContent-Length: " + body.length + "\r\n");
    for (String header : headers) {
      head.append(header + "\r\n");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return send(server, all.toByteArray());
  }

  private static Reply reply(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
      return new Reply(0, text, RunningServer.json(""));
    }
    String head = text.substring(0, end);
    String body = text.substring(end + 4);
    if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      body = body.replaceAll("(?m)^[0-9a-f]+\\r\\n|\\r\\n", "");
    }
    return new Reply(Integer.parseInt(head.substring(9, 12)), head, RunningServer.json(body));
  }
}
