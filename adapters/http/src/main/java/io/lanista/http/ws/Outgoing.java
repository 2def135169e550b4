package io.lanista.http.ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * All that is written to one socket after its upgrade. What fits into the kernel's buffer is
 * written by whoever sends it, straight from the bytes that all viewers share; the rest waits,
 * within bounds, for the socket to become writable. It takes the place of Jetty's own flusher, so
 * that its pongs and closes and our messages cannot meet in the middle of a frame.
 *
 * <p>Thread-safe. Its lock is held while the kernel takes bytes, which does not block, and never
 * while anyone else's code runs.
 */
final class Outgoing implements Callback {
  private static final long NEVER = Long.MIN_VALUE;

  /** So much is given to the kernel at once; small, so that progress is seen. */
  private static final int GATHERED = 8;

  /** Answers to pings wait in this number at most; the newest are not sent then. */
  private static final int MAX_CONTROL = 8;

  private final EndPoint endPoint;
  private final int maxMessages;
  private final int maxBytes;
  private final Deque<Piece> waiting = new ArrayDeque<>();

  /** How many of the waiting the kernel is being given. */
  private int written;

  private int messages;
  private int controls;
  private long bytes;
  private long refused;
  private long refusedSince = NEVER;
  private boolean ended;

  /**
   * What is to be written.
   *
   * @param messages how many text messages it holds; 0 for control frames
   * @param size what it held before anything of it was written
   * @param close whether it is the last
   */
  private record Piece(ByteBuffer rest, int messages, long size, Callback done, boolean close) {}

  Outgoing(EndPoint endPoint, int maxMessages, int maxBytes) {
    this.endPoint = endPoint;
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /**
   * Sends whole messages; more than the bounds allow is taken when nothing else is waiting.
   *
   * @return false if they do not fit or the socket is closed, and then none is sent
   */
  boolean offer(ByteBuffer frames, int count, long nanos) {
    IOException failure = null;
    synchronized (this) {
      if (ended) {
        return false;
      }
      int size = frames.remaining();
      if (!waiting.isEmpty()) {
        if (messages > 0 && (messages + count > maxMessages || bytes + size > maxBytes)) {
          refused += count;
          if (refusedSince == NEVER) {
            refusedSince = nanos;
          }
          return false;
        }
        add(new Piece(frames.duplicate(), count, size, Callback.NOOP, false));
        return true;
      }
      ByteBuffer rest = frames.duplicate();
      try {
        if (endPoint.flush(rest)) {
          return true;
        }
        add(new Piece(rest, count, size, Callback.NOOP, false));
        written = 1;
      } catch (IOException broken) {
        failure = broken;
      }
    }
    if (failure != null) {
      failed(failure);
      return false;
    }
    endPoint.write(this, frames(1));
    return true;
  }

  /** Sends what Jetty itself has to say: closes, pings and pongs. */
  void send(Frame frame, Callback done) {
    boolean idle;
    synchronized (this) {
      if (frame.getOpCode() == OpCode.UNDEFINED || (frame.isControlFrame() && isTooMany(frame))) {
        idle = false;
      } else if (ended) {
        done.failed(new ClosedChannelException());
        return;
      } else {
        idle = waiting.isEmpty();
        boolean close = frame.getOpCode() == OpCode.CLOSE;
        if (close) {
          ended = true;
          if (CloseStatus.getCloseStatus(frame).isAbnormal()) {
            dropUnwritten();
          }
        }
        ByteBuffer bytes = Wire.of(frame);
        add(new Piece(bytes, frame.isDataFrame() ? 1 : 0, bytes.remaining(), done, close));
        done = Callback.NOOP;
      }
    }
    done.succeeded();
    if (idle) {
      writeOn();
    }
  }

  private boolean isTooMany(Frame frame) {
    return frame.getOpCode() != OpCode.CLOSE && controls >= MAX_CONTROL;
  }

  private void add(Piece piece) {
    waiting.addLast(piece);
    messages += piece.messages();
    bytes += piece.size();
    controls += piece.messages() == 0 ? 1 : 0;
  }

  private void remove(Piece piece) {
    messages -= piece.messages();
    bytes -= piece.size();
    controls -= piece.messages() == 0 ? 1 : 0;
  }

  /** A close because of a fault need not wait for what nobody will miss. */
  private void dropUnwritten() {
    Iterator<Piece> each = waiting.iterator();
    for (int i = 0; each.hasNext(); i++) {
      Piece piece = each.next();
      if (i >= written && piece.messages() > 0) {
        each.remove();
        remove(piece);
      }
    }
  }

  private synchronized ByteBuffer[] frames(int most) {
    return waiting.stream().limit(most).map(Piece::rest).toArray(ByteBuffer[]::new);
  }

  /** Gives the kernel what is waiting, until it takes no more or nothing is left. */
  private void writeOn() {
    ByteBuffer[] next = {};
    boolean more = true;
    while (more) {
      List<Piece> done = new ArrayList<>();
      IOException failure = null;
      synchronized (this) {
        try {
          next = frames(GATHERED);
          written = next.length;
          if (next.length == 0 || !endPoint.flush(next)) {
            more = false;
          } else {
            take(done);
          }
        } catch (IOException broken) {
          failure = broken;
        }
      }
      if (failure != null) {
        failed(failure);
        return;
      }
      tell(done);
    }
    if (next.length > 0) {
      endPoint.write(this, next);
    }
  }

  private void take(List<Piece> done) {
    for (; written > 0; written--) {
      Piece piece = waiting.removeFirst();
      remove(piece);
      done.add(piece);
    }
    refusedSince = NEVER;
  }

  private void tell(List<Piece> done) {
    for (Piece piece : done) {
      if (piece.close()) {
        endPoint.shutdownOutput();
      }
      piece.done().succeeded();
    }
  }

  /** The socket has taken what it was given. */
  @Override
  public void succeeded() {
    List<Piece> done = new ArrayList<>();
    synchronized (this) {
      if (waiting.isEmpty()) {
        return;
      }
      take(done);
    }
    tell(done);
    writeOn();
  }

  /** Nothing can be written any more. */
  @Override
  public void failed(Throwable cause) {
    List<Piece> lost;
    synchronized (this) {
      ended = true;
      lost = List.copyOf(waiting);
      waiting.clear();
      written = 0;
      messages = 0;
      controls = 0;
      bytes = 0;
    }
    endPoint.close(cause);
    lost.forEach(piece -> piece.done().failed(cause));
  }

  @Override
  public Invocable.InvocationType getInvocationType() {
    return Invocable.InvocationType.NON_BLOCKING;
  }

  /** Whether it has refused for so long without writing anything. */
  synchronized boolean stalled(Duration patience, long nanos) {
    return refusedSince != NEVER && nanos - refusedSince >= patience.toNanos();
  }

  /** Whether nothing but what waits will be sent. */
  synchronized boolean hasEnded() {
    return ended;
  }

  /** Bytes that wait for the socket to take them. */
  synchronized long bytes() {
    return bytes;
  }

  /** Messages refused since this was last asked. */
  synchronized long takeRefused() {
    long some = refused;
    refused = 0;
    return some;
  }
}
