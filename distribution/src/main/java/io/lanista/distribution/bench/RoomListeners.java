package io.lanista.distribution.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Many readers of event streams of rooms, read by one thread of their own. */
final class RoomListeners implements AutoCloseable {
  private static final String MARK = "\"timestamp\":";
  private static final int TO_OPEN_BYTES = 65_536;
  private static final int READ_BYTES = 65_536;

  private final Selector selector;
  private final Map<Long, Long> sentAt = new ConcurrentHashMap<>();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocate(READ_BYTES);
  private final Thread thread = new Thread(this::read, "bench-room-listeners");
  private volatile boolean closed;
  private volatile IOException failure;
  private Latencies latencies = new Latencies();

  /** What a listener has of a line that is not whole yet. */
  private static final class Rest {
    private String text = "";
  }

  RoomListeners() throws IOException {
    selector = Selector.open();
  }

  /** Opens one and reads as far as its first event. Not after {@link #start}. */
  void open(URI server, String room) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channels.add(channel);
    channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    String request =
        "GET /api/v1/rooms/"
            + room
            + "/events HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nAccept: text/event-stream\r\n\r\n";
    ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    while (out.hasRemaining()) {
      channel.write(out);
    }
    StringBuilder answer = new StringBuilder();
    ByteBuffer first = ByteBuffer.allocate(TO_OPEN_BYTES);
    while (answer.indexOf("room.state_sync") < 0) {
      if (channel.read(first) <= 0) {
        throw new IOException("The server ended a room's stream: " + answer);
      }
      answer.append(StandardCharsets.ISO_8859_1.decode(first.flip()));
      first.clear();
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Rest());
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** A claim with this time, which is nobody else's, is sent now. */
  void sending(long timestamp) {
    sentAt.put(timestamp, System.nanoTime());
  }

  private void read() {
    try {
      while (!closed) {
        selector.select(this::read, 100);
      }
    } catch (IOException failed) {
      failure = failed;
    }
  }

  private void read(SelectionKey key) {
    try {
      in.clear();
      if (((SocketChannel) key.channel()).read(in) < 0) {
        throw new IOException("The server closed a room's stream.");
      }
      Rest rest = (Rest) key.attachment();
      String text = rest.text + StandardCharsets.ISO_8859_1.decode(in.flip());
      int end = text.lastIndexOf('\n') + 1;
      count(text.substring(0, end));
      rest.text = text.substring(end);
    } catch (IOException failed) {
      failure = failed;
      key.cancel();
    }
  }

  private void count(String lines) {
    for (int at = lines.indexOf(MARK); at >= 0; at = lines.indexOf(MARK, at + 1)) {
      int from = at + MARK.length();
      int to = from;
      while (to < lines.length() && Character.isDigit(lines.charAt(to))) {
        to++;
      }
      Long sent = sentAt.get(Long.parseLong(lines.substring(from, to)));
      if (sent != null) {
        synchronized (this) {
          latencies.record(System.nanoTime() - sent);
        }
      }
    }
  }

  /** From a claim being sent to its being read by each listener. */
  synchronized Latencies latencies() throws IOException {
    if (failure != null) {
      throw failure;
    }
    return latencies;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
