package io.lanista.http.dispatch;

import io.lanista.http.limit.AddressCount;
import io.lanista.http.route.Body;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** Reads the body a route declares, within the bounds of its kind. Thread-safe. */
public final class Bodies {
  /** An upload is larger than JSON and may come over a slow line. */
  private static final int PATIENCE = 10;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int maxJson;
  private final Duration timeout;
  private final Semaphore uploads;
  private final AddressCount uploadsPerAddress;
  private final Scheduler scheduler;

  public Bodies(int maxJsonBytes, Duration timeout, int maxUploads, Scheduler scheduler) {
    this.maxJson = maxJsonBytes;
    this.timeout = timeout;
    this.uploads = new Semaphore(maxUploads);
    this.uploadsPerAddress = new AddressCount(Math.max(1, maxUploads / 2));
    this.scheduler = scheduler;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  CompletableFuture<ByteBuffer> read(Exchange exchange, Body<?> body) {
    var request = exchange.request;
    var client = exchange.client();
    var max = body.maxBytes() == 0 ? maxJson : body.maxBytes();
    return switch (body.kind()) {
      // A body that is too long to be thrown away costs the client its connection, no more.
      case NONE -> discard(request).exceptionally(failure -> NOTHING);
      case JSON -> BodyReader.read(request, max, timeout, scheduler);
      case RAW -> upload(client, () -> BodyReader.read(request, max, uploadTime(), scheduler));
      case FILE -> upload(client, () -> toFile(exchange, max, body.folder().orElseThrow()));
    };
  }

  private Duration uploadTime() {
    return timeout.multipliedBy(PATIENCE);
  }

  private CompletableFuture<ByteBuffer> toFile(Exchange exchange, long max, Path folder) {
    try {
      exchange.received = Optional.of(ReceivedFile.in(folder));
    } catch (IOException full) {
      throw new EngineException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "The server has no place for what is sent; its disk may be full.",
          full);
    }
    return BodyReader.read(exchange.request, max, exchange.received.get(), uploadTime(), scheduler);
  }

  /**
   * Throws away what is being sent; done when nothing is left of it, failed if that is too much.
   */
  CompletableFuture<ByteBuffer> discard(Request request) {
    var headers = request.getHeaders();
    return request.getLength() > 0 || headers.contains(HttpHeader.TRANSFER_ENCODING)
        ? BodyReader.discard(request, timeout, scheduler)
        : CompletableFuture.completedFuture(NOTHING);
  }

  /**
   * Only so many large bodies are received at once, and half as many from one address: they take
   * memory or disk, and whoever sends slowly must not keep everyone else from uploading.
   */
  private CompletableFuture<ByteBuffer> upload(
      InetAddress client, Supplier<CompletableFuture<ByteBuffer>> reading) {
    if (!uploadsPerAddress.enter(client)) {
      throw new EngineException(
          ErrorCode.BUSY, "Too many uploads from your address are running; let one finish first.");
    }
    if (!uploads.tryAcquire()) {
      uploadsPerAddress.leave(client);
      throw new EngineException(
          ErrorCode.BUSY, "Too many uploads are running; try again in a moment.");
    }
    CompletableFuture<ByteBuffer> body;
    try {
      body = reading.get();
    } catch (RuntimeException refused) {
      body = CompletableFuture.failedFuture(refused);
    }
    body.whenComplete(
        (any, failure) -> {
          uploads.release();
          uploadsPerAddress.leave(client);
        });
    return body;
  }
}
