package io.lanista.distribution.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * Requests that are sent when they are due, whether or not earlier ones were answered. What one
 * took runs from when it was due: a server that falls behind cannot hide it by slowing the load.
 */
final class PacedLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Selector selector;
  private final Deque<Line> free = new ArrayDeque<>();
  private final long interval;

  /** A connection and what it is busy with. */
  private static final class Line {
    private final HttpConnection connection;
    private long due;

    Line(HttpConnection connection) {
      this.connection = connection;
    }
  }

  private PacedLoad(Selector selector, long interval) {
    this.selector = selector;
    this.interval = interval;
  }

  /**
   * Connects.
   *
   * @param connections the most requests under way at a time
   */
  static PacedLoad connect(URI server, int connections, int perSecond, Requests requests)
      throws IOException {
    PacedLoad load = new PacedLoad(Selector.open(), 1_000_000_000L / perSecond);
    try {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        Line line = new Line(new HttpConnection(channel, requests));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(load.selector, SelectionKey.OP_READ, line);
        load.free.add(line);
      }
      return load;
    } catch (IOException | RuntimeException failed) {
      load.close();
      throw failed;
    }
  }

  /** Sends for so long, waits for the last answers, and times those that count. */
  Latencies run(Duration length, Predicate<String> counts) throws IOException {
    Latencies latencies = new Latencies();
    int lines = free.size();
    long began = System.nanoTime();
    long last = began + length.toNanos();
    long due = began;
    while (due < last || free.size() < lines) {
      long now = System.nanoTime();
      if (now > last + PATIENCE.toNanos()) {
        throw new IOException(
            lines - free.size() + " requests were not answered within " + PATIENCE + ".");
      }
      while (due < last && due <= now && !free.isEmpty()) {
        Line line = free.poll();
        line.due = due;
        line.connection.send();
        due += interval;
      }
      selector.select(1);
      for (SelectionKey key : selector.selectedKeys()) {
        Line line = (Line) key.attachment();
        if (line.connection.received()) {
          free.add(line);
          if (counts.test(line.connection.answer())) {
            latencies.record(System.nanoTime() - line.due);
          }
        }
      }
      selector.selectedKeys().clear();
    }
    return latencies;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
