package io.lanista.distribution.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests over some connections, each waiting for its answer before it sends the next: one thread
 * without blocking, the same for whatever server answers.
 */
final class HttpLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();

  /**
   * What came of a round.
   *
   * @param perSecond requests answered
   */
  record Outcome(double perSecond, Latencies latencies) {}

  private HttpLoad(Selector selector) {
    this.selector = selector;
  }

  static HttpLoad connect(URI server, int connections, Requests requests) throws IOException {
    HttpLoad load = new HttpLoad(Selector.open());
    try {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        load.channels.add(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(
            load.selector, SelectionKey.OP_READ, new HttpConnection(channel, requests));
      }
      return load;
    } catch (IOException | RuntimeException failed) {
      load.close();
      throw failed;
    }
  }

  /** Asks for so long, then waits for the last answers. */
  Outcome run(Duration length) throws IOException {
    Latencies latencies = new Latencies();
    long began = System.nanoTime();
    long end = began + length.toNanos();
    int open = 0;
    for (SelectionKey key : selector.keys()) {
      ((HttpConnection) key.attachment()).send();
      open++;
    }
    long inTime = 0;
    while (open > 0) {
      int[] answered = {0, 0};
      if (selector.select(key -> answer(key, end, latencies, answered), 100) == 0
          && System.nanoTime() > end + PATIENCE.toNanos()) {
        throw new IOException(open + " requests were not answered within " + PATIENCE + ".");
      }
      if (failure != null) {
        throw failure;
      }
      inTime += answered[0];
      open -= answered[1];
    }
    return new Outcome(inTime * 1e9 / length.toNanos(), latencies);
  }

  /** What the selector's callback cannot throw. */
  private IOException failure;

  private void answer(SelectionKey key, long end, Latencies latencies, int[] answered) {
    HttpConnection connection = (HttpConnection) key.attachment();
    try {
      if (!connection.received()) {
        return;
      }
      long now = System.nanoTime();
      latencies.record(now - connection.sentAt());
      if (now < end) {
        answered[0]++;
        connection.send();
      } else {
        answered[1]++;
      }
    } catch (IOException failed) {
      failure = failed;
      key.cancel();
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
