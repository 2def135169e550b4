package io.lanista.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The other end of one WebSocket (RFC 6455), as far as these tests need it. */
final class StandInSocket implements AutoCloseable {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;

  final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  private final ServerSocket server;
  private final Script script;
  private volatile Socket socket;

  /** What this end does once the handshake is over. */
  interface Script {
    void run(StandInSocket end) throws IOException;
  }

  StandInSocket(Script script) throws IOException {
    this.script = script;
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "stand-in-socket");
    thread.setDaemon(true);
    thread.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Sends one frame of a text message. */
  void text(String part, boolean first, boolean last) throws IOException {
    frame((last ? 0x80 : 0) | (first ? TEXT : 0), part.getBytes(StandardCharsets.UTF_8));
  }

  void text(String message) throws IOException {
    text(message, true, true);
  }

  void closeWith(int code, String reason) throws IOException {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    frame(
        0x80 | CLOSE,
        ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
  }

  /** Reads until the peer closes, keeps its messages, and answers its close. */
  void listen() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int head = in.readUnsignedByte();
      int length = in.readUnsignedByte() & 0x7f;
      length = length == 126 ? in.readUnsignedShort() : length;
      byte[] mask = in.readNBytes(4);
      byte[] bytes = in.readNBytes(length);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= mask[i % 4];
      }
      if ((head & 0x0f) == CLOSE) {
        frame(0x80 | CLOSE, bytes);
        return;
      }
      received.add(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private void serve() {
    try (Socket accepted = server.accept()) {
      socket = accepted;
      shakeHands();
      script.run(this);
    } catch (IOException over) {
      received.add("over: " + over);
    }
  }

  private void shakeHands() throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) socket.getInputStream().read());
    }
    String[] lines = request.toString().split("\r\n");
    received.add(lines[0]);
    String key = "";
    for (String line : lines) {
      if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
        key = line.substring(18).strip();
      }
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key)
            + "\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private void frame(int head, byte[] bytes) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(4 + bytes.length).put((byte) head);
    if (bytes.length < 126) {
      frame.put((byte) bytes.length);
    } else {
      frame.put((byte) 126).putShort((short) bytes.length);
    }
    frame.put(bytes).flip();
    OutputStream out = socket.getOutputStream();
    out.write(frame.array(), 0, frame.limit());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (socket != null) {
      socket.close();
    }
  }
}
