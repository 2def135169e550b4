package io.lanista.http.dispatch;

import io.lanista.http.dialect.Failure;
import io.lanista.http.limit.AddressCount;
import io.lanista.http.route.Download;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/**
 * Sends files, or the parts of them that are asked for. Only so many at once, and half as many to
 * one address: each keeps a file open for as long as its client takes to read. Thread-safe.
 */
final class Downloads {
  private static final int MOST = 128;
  private static final int NOT_MODIFIED = 304;
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;

  private final Answers answers;
  private final Semaphore places = new Semaphore(MOST);
  private final AddressCount perAddress = new AddressCount(MOST / 2);

  Downloads(Answers answers) {
    this.answers = answers;
  }

  /** Answers with a file; runs where it may wait. */
  void send(Exchange exchange, int status, Download file) throws IOException {
    var head = new HashMap<String, String>();
    head.put(HttpHeader.ETAG.asString(), file.tag());
    head.put(HttpHeader.ACCEPT_RANGES.asString(), "bytes");
    // To be asked for again each time, but not sent again.
    head.put(HttpHeader.CACHE_CONTROL.asString(), "no-cache");
    if (exchange.header("If-None-Match").filter(tags -> names(tags, file)).isPresent()) {
      sendHead(exchange, NOT_MODIFIED, head);
      return;
    }
    Optional<ByteRange> range = range(exchange, file);
    if (range.isPresent() && !range.get().isSatisfiable()) {
      exchange.response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + file.bytes());
      var message = "The file has " + file.bytes() + " bytes; ask for some of those.";
      answers.send(
          exchange, new Failure(UNSATISFIABLE, ErrorCode.INVALID_REQUEST, message, List.of()));
      return;
    }
    range.ifPresent(
        part ->
            head.put(
                HttpHeader.CONTENT_RANGE.asString(),
                "bytes "
                    + part.from()
                    + "-"
                    + (part.from() + part.length() - 1)
                    + "/"
                    + file.bytes()));
    var part = range.orElse(new ByteRange(0, file.bytes()));
    head.put(HttpHeader.CONTENT_TYPE.asString(), file.mediaType());
    head.put(HttpHeader.CONTENT_LENGTH.asString(), Long.toString(part.length()));
    head.put(
        HttpHeader.CONTENT_DISPOSITION.asString(),
        "attachment; filename=\"" + file.fileName() + "\"");
    var sent = range.isPresent() ? PARTIAL : status;
    if (exchange.request.getMethod().equals("HEAD") || part.length() == 0) {
      sendHead(exchange, sent, head);
    } else {
      write(exchange, sent, head, file, part);
    }
  }

  private void sendHead(Exchange exchange, int status, Map<String, String> head) {
    if (answers.begin(exchange, status, head)) {
      exchange.response.write(true, null, exchange.callback);
    }
  }

  /** A range of a file that is another one by now is not wanted. */
  private static Optional<ByteRange> range(Exchange exchange, Download file) {
    if (exchange.header("If-Range").filter(tag -> !tag.strip().equals(file.tag())).isPresent()) {
      return Optional.empty();
    }
    return exchange.header("Range").flatMap(header -> ByteRange.read(header, file.bytes()));
  }

  private static boolean names(String tags, Download file) {
    return tags.strip().equals("*")
        || Arrays.stream(tags.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(file.tag()::equals);
  }

  private void write(
      Exchange exchange, int status, Map<String, String> head, Download file, ByteRange part)
      throws IOException {
    Runnable release = place(exchange);
    InputStream bytes;
    try {
      bytes = file.source().open();
      bytes.skipNBytes(part.from());
    } catch (IOException | RuntimeException | Error failed) {
      release.run();
      throw failed;
    }
    if (!answers.begin(exchange, status, head)) {
      close(bytes, release);
      return;
    }
    Content.copy(
        Content.Source.from(ByteBufferPool.SIZED_NON_POOLING, bytes, 0, part.length()),
        exchange.response,
        Callback.from(once(() -> close(bytes, release)), exchange.callback));
  }

  private Runnable place(Exchange exchange) {
    if (!perAddress.enter(exchange.client())) {
      throw new EngineException(
          ErrorCode.BUSY, "Too many downloads to your address are running; let one finish first.");
    }
    if (!places.tryAcquire()) {
      perAddress.leave(exchange.client());
      throw new EngineException(
          ErrorCode.BUSY, "Too many downloads are running; try again in a moment.");
    }
    return () -> {
      places.release();
      perAddress.leave(exchange.client());
    };
  }

  private static Runnable once(Runnable task) {
    var done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        task.run();
      }
    };
  }

  private static void close(InputStream bytes, Runnable release) {
    try (bytes) {
      release.run();
    } catch (IOException readAlready) {
      // What was to be read was read, or the client is told by a broken connection.
    }
  }
}
