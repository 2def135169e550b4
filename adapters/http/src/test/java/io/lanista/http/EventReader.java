package io.lanista.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads an event stream byte by byte, as fast or as slowly as it is asked to. */
public final class EventReader implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private final String head;
  private int leftOfChunk;
  private boolean over;
  private int heartbeats;

  /** One event; the id is -1 if it has none. */
  public record Event(long id, String type, String data) {}

  private EventReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new java.io.BufferedInputStream(socket.getInputStream(), 1024);
    var answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) required(in.read()));
    }
    head = answer.toString();
  }

  /** Asks for a stream; headers are whole lines. */
  public static EventReader open(int port, String path, String... headers) throws IOException {
    return open(65_536, port, path, headers);
  }

  static EventReader open(int receiveBuffer, int port, String path, String... headers)
      throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\n");
    for (var header : headers) {
      request.append(header).append("\r\n");
    }
    socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
    return new EventReader(socket);
  }

  public int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  public String header(String name) {
    for (var line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": ")) {
        return line.substring(name.length() + 2);
      }
    }
    return "";
  }

  /** The body of an answer that is no stream. */
  public String body() throws IOException {
    return new String(
        in.readNBytes(Integer.parseInt(header("Content-Length"))), StandardCharsets.UTF_8);
  }

  /** The next event; null when the stream has ended as it should. */
  public Event next() throws IOException {
    long id = -1;
    var type = "";
    var data = "";
    while (true) {
      var line = line();
      if (line == null) {
        return null;
      }
      if (line.startsWith("id: ")) {
        id = Long.parseLong(line.substring(4));
      } else if (line.startsWith("event: ")) {
        type = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.startsWith(":")) {
        heartbeats++;
      } else if (line.isEmpty() && !type.isEmpty()) {
        return new Event(id, type, data);
      }
    }
  }

  /** The next line; null at the end. */
  public String line() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      var next = read();
      if (next < 0) {
        return null;
      }
      if (next == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(next);
    }
  }

  public int heartbeats() {
    return heartbeats;
  }

  /** Everything that was read so far, as text. */
  public String everything() {
    return all.toString(StandardCharsets.UTF_8);
  }

  private int read() throws IOException {
    if (over) {
      return -1;
    }
    if (leftOfChunk == 0) {
      // The line end of a chunk may come as late as the next chunk.
      var size = rawLine();
      leftOfChunk = Integer.parseInt(size.isEmpty() ? rawLine() : size, 16);
      if (leftOfChunk == 0) {
        rawLine();
        over = true;
        return -1;
      }
    }
    var next = required(in.read());
    all.write(next);
    leftOfChunk--;
    return next;
  }

  private String rawLine() throws IOException {
    var line = new StringBuilder();
    for (var next = required(in.read()); next != '\n'; next = required(in.read())) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static int required(int next) throws IOException {
    if (next < 0) {
      throw new EOFException("the connection was cut off");
    }
    return next;
  }

  /** Goes without a word: the server is told by a reset. */
  public void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
