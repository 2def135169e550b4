package io.lanista.http.sse;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event stream: what was sent and not yet written waits here, within bounds. Thread-safe. Its
 * lock is never held while anything is written or anyone else's code runs.
 */
public final class OpenStream implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(OpenStream.class);

  /** So much is written at once; small, so that progress on a slow line is seen. */
  private static final int PIECE = 16_384;

  private final EventStream stream;
  private final InetAddress client;
  private final EventStreams streams;
  private final EndPoint endPoint;
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private long bytes;
  private int writing;
  private long writingSince;
  private long lastBeat = System.nanoTime();
  private boolean ending;
  private boolean over;
  private Writer writer;
  private Runnable closer = () -> {};
  private StreamEnding why = StreamEnding.GONE;

  OpenStream(EventStream stream, InetAddress client, EventStreams streams, EndPoint endPoint) {
    this.stream = stream;
    this.client = client;
    this.streams = streams;
    this.endPoint = endPoint;
  }

  @Override
  public boolean send(ByteBuffer events) {
    boolean fits;
    synchronized (this) {
      if (ending || over) {
        return false;
      }
      fits = bytes == 0 || bytes + events.remaining() <= stream.limits().maxWaitingBytes();
      if (fits) {
        add(events);
      }
    }
    if (fits) {
      write();
    } else {
      cutOff(StreamEnding.STALLED, "it reads too slowly");
    }
    return fits;
  }

  private void add(ByteBuffer events) {
    waiting.addLast(events.duplicate());
    bytes += events.remaining();
  }

  @Override
  public void end() {
    synchronized (this) {
      if (over) {
        return;
      }
      ending = true;
    }
    write();
  }

  @Override
  public synchronized boolean isOpen() {
    return !ending && !over;
  }

  /** Whether there never was anything to send, nor will be. */
  public synchronized boolean isEmpty() {
    return ending && waiting.isEmpty() && writer == null;
  }

  /**
   * Writes what waits, and from now on what is sent.
   *
   * @param closed called once when this is over, at once if it is already
   */
  public void begin(Response response, Callback callback, Runnable closed) {
    boolean late;
    var made = new Writer(response, callback);
    synchronized (this) {
      late = over;
      closer = closed;
      if (!late && !isEmpty()) {
        waiting.addFirst(EventText.retry(stream.limits().retry()));
        bytes += waiting.getFirst().remaining();
      }
      writer = made;
    }
    if (late) {
      made.abort(new IOException("the stream was over before it began"));
    } else {
      made.iterate();
    }
  }

  private void write() {
    Writer to;
    synchronized (this) {
      to = writer;
    }
    if (to != null) {
      to.iterate();
    }
  }

  /** Called about once a second. */
  void sweep(long now) {
    boolean stalled;
    boolean beat = false;
    synchronized (this) {
      if (writer == null || over) {
        return;
      }
      var limits = stream.limits();
      stalled = writing > 0 && now - writingSince >= limits.stalledAfter().toNanos();
      if (!stalled && !ending && now - lastBeat >= limits.heartbeat().toNanos()) {
        lastBeat = now;
        // Whoever is being sent something else needs no sign of life.
        beat = bytes == 0;
        if (beat) {
          add(EventText.HEARTBEAT);
        }
      }
    }
    if (stalled) {
      cutOff(StreamEnding.STALLED, "it takes nothing");
    } else if (beat) {
      write();
    }
  }

  synchronized long waitingBytes() {
    return bytes;
  }

  InetAddress client() {
    return client;
  }

  /** Closes the connection without another word. */
  void cutOff(StreamEnding because, String reason) {
    Writer to;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      why = because;
      waiting.clear();
      to = writer;
    }
    LOG.debug("{}: {} is cut off: {}", stream.name(), client.getHostAddress(), reason);
    endPoint.close();
    if (to != null) {
      to.abort(new IOException("the stream is cut off: " + reason));
    }
  }

  /** Only the first call counts. */
  void ended(StreamEnding because) {
    Runnable last;
    synchronized (this) {
      over = true;
      waiting.clear();
      bytes = 0;
      last = closer;
    }
    if (ended.compareAndSet(false, true)) {
      streams.ended(this, because);
      try {
        last.run();
      } catch (RuntimeException e) {
        LOG.error("{}: a close handler failed", stream.name(), e);
      }
    }
  }

  private synchronized StreamEnding why() {
    return why;
  }

  /** What is written next; empty if nothing waits. */
  private synchronized ByteBuffer next() {
    var head = waiting.peekFirst();
    if (head == null) {
      return null;
    }
    var piece = head.slice();
    if (piece.remaining() > PIECE) {
      piece.limit(PIECE);
      head.position(head.position() + PIECE);
    } else {
      waiting.removeFirst();
    }
    writing = piece.remaining();
    writingSince = System.nanoTime();
    return piece;
  }

  private synchronized void written() {
    bytes -= writing;
    writing = 0;
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  /** Writes one piece after the other, never two at a time. */
  private final class Writer extends IteratingCallback {
    private final Response response;
    private final Callback callback;
    private boolean closed;

    Writer(Response response, Callback callback) {
      this.response = response;
      this.callback = callback;
    }

    @Override
    protected Action process() {
      if (closed) {
        return Action.SUCCEEDED;
      }
      // Asked first: what is accepted until then is written.
      var last = isEnding();
      var piece = next();
      if (piece != null) {
        response.write(false, piece, this);
        return Action.SCHEDULED;
      }
      if (last) {
        closed = true;
        response.write(true, null, this);
        return Action.SCHEDULED;
      }
      return Action.IDLE;
    }

    @Override
    protected void onSuccess() {
      written();
    }

    @Override
    protected void onCompleteSuccess() {
      callback.succeeded();
      ended(StreamEnding.FINISHED);
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      callback.failed(cause);
      ended(why());
    }
  }
}
