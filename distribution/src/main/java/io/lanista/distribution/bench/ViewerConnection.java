package io.lanista.distribution.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One viewer's WebSocket, read just as far as counting its messages needs (RFC 6455). */
final class ViewerConnection {
  /** A buffer for {@link #read} has at least this. */
  static final int BUFFER = 65_536;

  /** What asks the kernel for its usual receive buffer. */
  static final int USUAL = 0;

  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int TO_SHAKE_HANDS = 4096;
  private static final byte[] PREFIX = LiveFrames.PREFIX.getBytes(StandardCharsets.US_ASCII);

  /** Masked, as all that clients send; a mask of zeros changes nothing. */
  private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

  private final SocketChannel channel;

  /** The beginning of a message whose end has not come. */
  private byte[] left = {};

  /** Told of every frame of the game that arrived. */
  interface Seen {
    void frame(int number);
  }

  private ViewerConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens a WebSocket; its channel does not block afterwards.
   *
   * @param receiveBuffer in bytes, or {@link #USUAL}
   */
  static ViewerConnection open(URI server, String path, int receiveBuffer) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      if (receiveBuffer != USUAL) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
      }
      channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
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
    ByteBuffer in = ByteBuffer.allocate(TO_SHAKE_HANDS);
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
    keep(in.flip().position(end + 4));
  }

  private void keep(ByteBuffer rest) {
    left = new byte[rest.remaining()];
    rest.get(left);
  }

  SocketChannel channel() {
    return channel;
  }

  /** Takes what has arrived, by way of a buffer that all viewers of a thread share. */
  void read(ByteBuffer in, Seen seen) throws IOException {
    in.clear().put(left);
    if (channel.read(in) < 0) {
      throw new IOException("The server closed a viewer's connection.");
    }
    in.flip();
    while (message(in, seen)) {
      // The next one.
    }
    keep(in);
  }

  private boolean message(ByteBuffer in, Seen seen) throws IOException {
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
    if (opcode == PING) {
      channel.write(ByteBuffer.wrap(PONG));
    }
    if (opcode == TEXT && isFrame(in, start + header, length)) {
      seen.frame(number(in, start + header + PREFIX.length));
    }
    in.position(start + header + length);
    return true;
  }

  private static boolean isFrame(ByteBuffer in, int at, int length) {
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

  private static int number(ByteBuffer in, int at) {
    int number = 0;
    for (int i = at; in.get(i) >= '0' && in.get(i) <= '9'; i++) {
      number = number * 10 + in.get(i) - '0';
    }
    return number;
  }
}
