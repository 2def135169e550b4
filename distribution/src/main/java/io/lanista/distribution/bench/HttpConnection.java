package io.lanista.distribution.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that is kept: a request, its whole answer, the next request. */
final class HttpConnection {
  private static final int LARGEST_ANSWER = 65_536;
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final SocketChannel channel;
  private final Requests requests;
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocate(LARGEST_ANSWER);
  private long sentAt;
  private boolean waiting;

  HttpConnection(SocketChannel channel, Requests requests) {
    this.channel = channel;
    this.requests = requests;
    this.out = ByteBuffer.allocate(requests.length());
  }

  void send() throws IOException {
    out.clear();
    requests.writeTo(out);
    out.flip();
    in.clear();
    waiting = true;
    sentAt = System.nanoTime();
    // Far less than the socket's buffer, which is empty: the server has answered all before.
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Takes what has arrived; true once that completes the answer. */
  boolean received() throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("The server closed a connection: " + text(in.position()));
    }
    int headers = headersEnd();
    if (headers < 0 || in.position() < headers + bodyLength(headers)) {
      if (!in.hasRemaining()) {
        throw new IOException("An answer is longer than " + LARGEST_ANSWER + " bytes.");
      }
      return false;
    }
    if (in.get(STATUS_AT) != '2') {
      throw new IOException("The server refused: " + text(in.position()));
    }
    waiting = false;
    return true;
  }

  long sentAt() {
    return sentAt;
  }

  private int headersEnd() {
    for (int i = 3; i < in.position(); i++) {
      if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int bodyLength(int headers) throws IOException {
    String name = "\ncontent-length:";
    for (int i = STATUS_AT; i < headers - name.length(); i++) {
      if (in.get(i) == '\n' && matches(i, name)) {
        int length = 0;
        for (int at = i + name.length(); in.get(at) != '\r'; at++) {
          length = in.get(at) == ' ' ? length : length * 10 + in.get(at) - '0';
        }
        return length;
      }
    }
    throw new IOException("An answer does not say its length: " + text(headers));
  }

  private boolean matches(int at, String lowerCase) {
    for (int i = 0; i < lowerCase.length(); i++) {
      byte is = in.get(at + i);
      if ((is >= 'A' && is <= 'Z' ? is + 32 : is) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The answer that has arrived, headers and body. */
  String answer() {
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
  }

  private String text(int length) {
    String all = new String(in.array(), 0, length, StandardCharsets.UTF_8);
    return all.substring(0, Math.min(300, all.length())).replaceAll("\\s+", " ")
        + String.format(Locale.ROOT, " (%d bytes)", length);
  }
}
