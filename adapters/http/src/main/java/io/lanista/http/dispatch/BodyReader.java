package io.lanista.http.dispatch;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads one body without waiting, up to a bound and a deadline. What is beyond the bound is thrown
 * away for a while before the refusal: a client that is still sending would otherwise lose the
 * answer to a reset connection.
 */
final class BodyReader implements Runnable {
  private static final long DISCARDED = 1 << 20;

  private final Request request;
  private final long max;
  private final boolean keep;
  private final Sink sink;
  private final Duration timeout;
  private final CompletableFuture<ByteBuffer> body = new CompletableFuture<>();
  private final AtomicBoolean expired = new AtomicBoolean();
  private Scheduler.Task deadline;
  private long seen;

  /** Where the bytes go. */
  interface Sink {
    void write(byte[] bytes) throws IOException;

    /** All of them; nothing if they were written elsewhere. */
    ByteBuffer whole() throws IOException;
  }

  private static final class Memory implements Sink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

    @Override
    public void write(byte[] more) {
      bytes.writeBytes(more);
    }

    @Override
    public ByteBuffer whole() {
      return ByteBuffer.wrap(bytes.toByteArray());
    }
  }

  private BodyReader(Request request, long max, boolean keep, Sink sink, Duration timeout) {
    this.request = request;
    this.max = max;
    this.keep = keep;
    this.sink = sink;
    this.timeout = timeout;
  }

  /**
   * The whole body. Fails with TOO_LARGE, with INVALID_REQUEST if it does not arrive in time, or
   * with what the connection failed with.
   */
  static CompletableFuture<ByteBuffer> read(
      Request request, long max, Duration timeout, Scheduler scheduler) {
    return read(request, max, new Memory(), timeout, scheduler);
  }

  /** As above, to somewhere else; fails with STORAGE_UNAVAILABLE if that cannot take it. */
  static CompletableFuture<ByteBuffer> read(
      Request request, long max, Sink sink, Duration timeout, Scheduler scheduler) {
    return new BodyReader(request, max, true, sink, timeout).start(scheduler);
  }

  /**
   * Throws a body away, so that what is answered finds the client listening and the connection can
   * be used again. Fails as {@link #read} does if that would take too much.
   */
  static CompletableFuture<ByteBuffer> discard(
      Request request, Duration timeout, Scheduler scheduler) {
    return new BodyReader(request, 0, false, new Memory(), timeout).start(scheduler);
  }

  private CompletableFuture<ByteBuffer> start(Scheduler scheduler) {
    var length = request.getLength();
    var asksFirst = request.getHeaders().contains(HttpHeader.EXPECT);
    if (length > max && (asksFirst || length > max + DISCARDED)) {
      body.completeExceptionally(tooLarge());
      return body;
    }
    run();
    if (!body.isDone()) {
      expireWith(scheduler);
    }
    return body;
  }

  private void expireWith(Scheduler scheduler) {
    deadline = scheduler.schedule(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
    body.whenComplete((any, failure) -> deadline.cancel());
  }

  private void expire() {
    expired.set(true);
    body.completeExceptionally(late());
  }

  private EngineException late() {
    return new EngineException(
        ErrorCode.INVALID_REQUEST,
        "The body did not arrive in time: within "
            + timeout.toSeconds()
            + " s, without long pauses.");
  }

  /** Takes what has arrived; called again by Jetty when there is more, never concurrently. */
  @Override
  public void run() {
    while (!expired.get()) {
      var chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        body.completeExceptionally(
            chunk.getFailure() instanceof TimeoutException ? late() : chunk.getFailure());
        return;
      }
      var last = chunk.isLast();
      try {
        take(chunk);
      } catch (IOException full) {
        body.completeExceptionally(unwritable(full));
        return;
      } finally {
        chunk.release();
      }
      if (last || seen > max + DISCARDED) {
        finish(last);
        return;
      }
    }
  }

  private void take(Content.Chunk chunk) throws IOException {
    var size = chunk.remaining();
    seen += size;
    if (keep && seen <= max) {
      sink.write(BufferUtil.toArray(chunk.getByteBuffer()));
    }
  }

  private void finish(boolean whole) {
    if (keep ? seen > max : !whole) {
      body.completeExceptionally(tooLarge());
    } else {
      try {
        body.complete(sink.whole());
      } catch (IOException full) {
        body.completeExceptionally(unwritable(full));
      }
    }
  }

  private static EngineException unwritable(IOException failed) {
    return new EngineException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "The server cannot write down what is sent; its disk may be full.",
        failed);
  }

  private EngineException tooLarge() {
    return new EngineException(ErrorCode.TOO_LARGE, "The body may have at most " + max + " bytes.");
  }
}
