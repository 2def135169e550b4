package io.lanista.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that can be as badly behaved as its bytes say (RFC 6455). */
final class RawViewer implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8a;

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;

  record Received(int opcode, byte[] payload) {
    int closeCode() {
      return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private RawViewer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** Connects without a word. */
  static RawViewer connect(int port, int receiveBuffer) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    return new RawViewer(socket);
  }

  static RawViewer open(int port, String path, int receiveBuffer) throws IOException {
    var viewer = connect(port, receiveBuffer);
    viewer.send(
        ("GET "
                + path
                + " HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    var answer = new ByteArrayOutputStream();
    while (!answer.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      answer.write(viewer.in.readByte());
    }
    if (!answer.toString(StandardCharsets.US_ASCII).startsWith("HTTP/1.1 101")) {
      throw new IOException("refused: " + answer);
    }
    return viewer;
  }

  static RawViewer open(int port, String path) throws IOException {
    return open(port, path, 65_536);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** A frame as clients send it, masked with zeros. */
  static byte[] frame(int first, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  static byte[] frame(int first, String payload) {
    return frame(first, payload.getBytes(StandardCharsets.UTF_8));
  }

  Received read() throws IOException {
    var opcode = in.readUnsignedByte();
    var length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    var payload = new byte[length];
    in.readFully(payload);
    return new Received(opcode, payload);
  }

  int readByte() throws IOException {
    return in.read();
  }

  /** The code of the close that comes; what comes before it is read and forgotten. */
  int closeCode() throws IOException {
    var next = read();
    while (next.opcode() != CLOSE) {
      next = read();
    }
    return next.closeCode();
  }

  /** Whether the server ends the connection; reads what is left. */
  boolean isEnded() throws IOException {
    try {
      while (in.read() >= 0) {
        // Whatever was on its way.
      }
      return true;
    } catch (EOFException | java.net.SocketException ended) {
      return true;
    } catch (java.net.SocketTimeoutException stillThere) {
      return false;
    }
  }

  /** Goes without a word: the server is told by a reset. */
  void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
