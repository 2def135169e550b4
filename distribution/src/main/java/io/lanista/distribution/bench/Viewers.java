package io.lanista.distribution.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Many viewers of one match, read by one thread of their own. */
final class Viewers implements AutoCloseable {
  private final Selector selector;
  private final LiveFrames frames;
  private final ByteBuffer in = ByteBuffer.allocate(2 * ViewerConnection.BUFFER);
  private final List<ViewerConnection> connections = new ArrayList<>();
  private final Thread thread = new Thread(this::read, "bench-viewers");
  private volatile boolean closed;
  private volatile IOException failure;
  private Latencies latencies = new Latencies();

  private Viewers(Selector selector, LiveFrames frames) {
    this.selector = selector;
    this.frames = frames;
  }

  /** Opens so many viewers. */
  static Viewers open(URI server, String path, int count, LiveFrames frames) throws IOException {
    Viewers viewers = new Viewers(Selector.open(), frames);
    try {
      viewers.connections.addAll(OpenViewers.of(server, path, count, ViewerConnection.USUAL));
      for (ViewerConnection viewer : viewers.connections) {
        viewer.channel().register(viewers.selector, SelectionKey.OP_READ, viewer);
      }
    } catch (IOException | RuntimeException failed) {
      viewers.close();
      throw failed;
    }
    viewers.thread.setDaemon(true);
    viewers.thread.start();
    return viewers;
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
      ((ViewerConnection) key.attachment()).read(in, this::seen);
    } catch (IOException failed) {
      failure = failed;
      key.cancel();
    }
  }

  private void seen(int frame) {
    long taken = System.nanoTime() - frames.madeAt(frame);
    synchronized (this) {
      latencies.record(taken);
    }
  }

  /** What was delivered since it was last asked for, by time from being made to being read. */
  Latencies take() throws IOException {
    if (failure != null) {
      throw failure;
    }
    synchronized (this) {
      Latencies taken = latencies;
      latencies = new Latencies();
      return taken;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    for (ViewerConnection viewer : connections) {
      viewer.channel().close();
    }
    selector.close();
  }
}
