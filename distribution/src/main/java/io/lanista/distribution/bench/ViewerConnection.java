package io.lanista.distribution.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One viewer's WebSocket, read just as far as counting its messages needs (RFC 6455). */
final class ViewerConnection {
  private static final int BUFFER = 65_536;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final byte[] PREFIX = LiveFrames.PREFIX.getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER);

  /** Told of every frame of the game that arrived. */
  interface Seen {
    void frame(int number);
  }

  private ViewerConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Opens a WebSocket; its channel does not block afterwards. */
  static ViewerConnection open(URI server, String path) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    try {
      ViewerConnection viewer = new ViewerConnection(channel);
      viewer.shakeHands(server, path);
      channel.configureBlocking(false);
      return viewer;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private void shakeHands(URI server, String path) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    while (out.hasRemaining()) {
      channel.write(out);
    }
    int end = -1;
    while (end < 0) {
      if (channel.read(in) <= 0) {
        throw new IOException("The server ended a WebSocket's handshake.");
      }
      String answer = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
      end = answer.indexOf("\r\n\r\n");
      if (end >= 0 && !answer.startsWith("HTTP/1.1 101")) {
        throw new IOException("The server refused a WebSocket: " + answer.lines().findFirst());
      }
    }
    in.flip().position(end + 4);
    in.compact();
  }

  SocketChannel channel() {
    return channel;
  }

  /** Takes what has arrived. */
  void read(Seen seen) throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("The server closed a viewer's connection.");
    }
    in.flip();
    while (message(seen)) {
      // The next one.
    }
    in.compact();
  }

  private boolean message(Seen seen) throws IOException {
    int start = in.position();
    if (in.remaining() < 2) {
      return false;
    }
    int opcode = in.get(start) & 0x0f;
    int length = in.get(start + 1) & 0x7f;
    int header = 2;
    if (length == 126) {
      if (in.remaining() < 4) {
        return false;
      }
      length = in.getShort(start + 2) & 0xffff;
      header = 4;
    }
    if (in.remaining() < header + length) {
      return false;
    }
    if (opcode == CLOSE) {
      throw new IOException("The server sent a viewer away.");
    }
    if (opcode == TEXT && isFrame(start + header, length)) {
      seen.frame(number(start + header + PREFIX.length));
    }
    in.position(start + header + length);
    return true;
  }

  private boolean isFrame(int at, int length) {
    if (length <= PREFIX.length) {
      return false;
    }
    for (int i = PREFIX.length - 1; i >= 0; i--) {
      if (in.get(at + i) != PREFIX[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int at) {
    int number = 0;
    for (int i = at; in.get(i) >= '0' && in.get(i) <= '9'; i++) {
      number = number * 10 + in.get(i) - '0';
    }
    return number;
  }
}
