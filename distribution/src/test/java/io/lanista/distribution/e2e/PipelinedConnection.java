package io.lanista.distribution.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Sends any bytes on a connection that is kept, and reads the answers one by one. */
final class PipelinedConnection implements AutoCloseable {
  private static final int PATIENCE = 20_000;

  private final Socket socket;
  private final InputStream in;
  private boolean over;

  /** An answer: its status, its head in lower case, and its body. */
  record Answer(int status, String head, byte[] body) {
    boolean last() {
      return head.contains("connection: close");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  PipelinedConnection(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends; what the server no longer wants to read is not an error here. */
  void send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException closedByServer) {
      // The answers that came before are still there to be read.
    }
  }

  /** No more will be sent. */
  void finish() {
    try {
      socket.shutdownOutput();
    } catch (IOException closedByServer) {
      // Then nothing is left to finish.
    }
  }

  /**
   * The next answer; empty once the server has closed the connection.
   *
   * @throws java.net.SocketTimeoutException if nothing comes in time
   */
  Optional<Answer> next() throws IOException {
    try {
      String head = head();
      while (head.startsWith("HTTP/1.1 100")) {
        head = head();
      }
      if (head.isEmpty()) {
        over = true;
        return Optional.empty();
      }
      int status = Integer.parseInt(head.substring(9, 12));
      Answer answer = new Answer(status, head.toLowerCase(Locale.ROOT), body(head));
      over = answer.last();
      return Optional.of(answer);
    } catch (SocketException reset) {
      over = true;
      return Optional.empty();
    }
  }

  /** Whether the server has closed it, or said that it would. */
  boolean isOver() {
    return over;
  }

  private byte[] body(String head) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length: ");
    if (at < 0) {
      return new byte[0];
    }
    int end = lower.indexOf('\r', at);
    return in.readNBytes(Integer.parseInt(lower.substring(at + 16, end)));
  }

  private String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    int ending = 0;
    while (ending < 4) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      ending = next == (ending % 2 == 0 ? '\r' : '\n') ? ending + 1 : next == '\r' ? 1 : 0;
      if (head.size() > 65_536) {
        throw new AssertionError("an answer's head has no end: " + head);
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** The bytes of a socket that speaks no HTTP any more. */
  byte[] read(int length) throws IOException {
    return in.readNBytes(length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
