package io.lanista.http.dispatch;

import com.google.common.util.concurrent.UncheckedExecutionException;
import io.lanista.http.dialect.Failure;
import io.lanista.http.dialect.FailureException;
import io.lanista.http.json.JsonText;
import io.lanista.http.route.Content;
import io.lanista.http.route.Download;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the one answer of each exchange, and counts it. Thread-safe. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  // Nearly every answer has these: they are encoded once.
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  private static final HttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final HttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private final Cors cors;
  private final Traffic traffic;
  private final MeterRegistry metrics;
  private final Downloads downloads = new Downloads(this);
  private final ConcurrentHashMap<Label, Timer> timers = new ConcurrentHashMap<>();

  private record Label(String template, String method, int status) {}

  Answers(Cors cors, Traffic traffic, MeterRegistry metrics) {
    this.cors = cors;
    this.traffic = traffic;
    this.metrics = metrics;
  }

  /** The handler's result. */
  void succeed(Exchange exchange, BoundRoute bound, Object result) {
    if (exchange.isAnswered()) {
      return;
    }
    try {
      if (result == null) {
        throw new IOException("route " + bound.route().name() + " answered null");
      }
      if (result instanceof Download file) {
        downloads.send(exchange, bound.route().status(), file);
      } else if (bound.answer() == null) {
        var content = (Content) result;
        send(exchange, bound.route().status(), content.mediaType(), content.bytes());
      } else {
        var json = JsonText.write(bound.answer(), result);
        send(exchange, bound.route().status(), "application/json", json);
      }
    } catch (Throwable e) {
      fail(exchange, e);
    }
  }

  /** What the handler made its answer of; the same object is answered with the same bytes. */
  <S> void succeed(Exchange exchange, BoundRoute bound, S source, Function<S, ?> form) {
    if (exchange.isAnswered()) {
      return;
    }
    try {
      var json =
          bound.encoded().get(source, () -> JsonText.write(bound.answer(), form.apply(source)));
      send(exchange, bound.route().status(), "application/json", json);
    } catch (ExecutionException | UncheckedExecutionException e) {
      fail(exchange, e.getCause());
    } catch (Throwable e) {
      fail(exchange, e);
    }
  }

  /** Whatever went wrong, worded for the caller; defects are logged under the request's id. */
  void fail(Exchange exchange, Throwable thrown) {
    var cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof FailureException refused) {
      send(exchange, refused.failure());
    } else if (cause instanceof EngineException engine) {
      if (engine.code().category() == ErrorCode.Category.INTERNAL) {
        defect(exchange, cause);
      } else {
        send(exchange, Failure.of(engine));
      }
    } else if (cause instanceof HttpException http && http.getCode() < 500) {
      var message = "The request is malformed: " + http.getReason();
      send(
          exchange,
          new Failure(http.getCode(), ErrorCode.INVALID_REQUEST, message, java.util.List.of()));
    } else if (cause instanceof IOException
        && !exchange.request.getConnectionMetaData().getConnection().getEndPoint().isOpen()) {
      drop(exchange, cause);
    } else {
      defect(exchange, cause);
    }
  }

  private void defect(Exchange exchange, Throwable cause) {
    if (exchange.isAnswered()) {
      return;
    }
    LOG.error("request {} to {} failed", exchange.requestId(), exchange.template, cause);
    send(
        exchange,
        new Failure(
            ErrorCode.INTERNAL,
            "An internal error occurred; the operator finds it as " + exchange.requestId() + "."));
  }

  /** The client is gone; there is nobody to answer. */
  private void drop(Exchange exchange, Throwable cause) {
    if (exchange.claim()) {
      traffic.leave();
      exchange.callback.failed(cause);
    }
  }

  void send(Exchange exchange, Failure failure) {
    var headers = exchange.response.getHeaders();
    if (exchange.isAnswered()) {
      return;
    }
    var status = failure.status();
    if (status == 401) {
      headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    } else if ((status == 429 || status == 503) && !headers.contains(HttpHeader.RETRY_AFTER)) {
      headers.put(HttpHeader.RETRY_AFTER, "1");
    }
    if (failure.code() == ErrorCode.SHUTTING_DOWN) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    var body = JsonText.write(exchange.dialect.render(failure));
    send(exchange, status, exchange.dialect.errorMediaType(), body);
  }

  void send(Exchange exchange, int status, String mediaType, byte[] body) {
    if (!exchange.claim()) {
      return;
    }
    var headers = exchange.response.getHeaders();
    headers.put(
        JSON.getValue().equals(mediaType)
            ? JSON
            : new HttpField(HttpHeader.CONTENT_TYPE, mediaType));
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    head(exchange, status);
    // A pending read must not outlive its exchange; what it would have read is Jetty's to discard.
    exchange.response.write(
        true,
        ByteBuffer.wrap(body),
        Callback.from(() -> finished(exchange, status), exchange.callback));
  }

  /**
   * Begins an answer whose body others write, and counts it as given.
   *
   * @return false if the exchange was answered already
   */
  boolean begin(Exchange exchange, int status, Map<String, String> headers) {
    if (!exchange.claim()) {
      return false;
    }
    headers.forEach(exchange.response.getHeaders()::put);
    head(exchange, status);
    finished(exchange, status);
    return true;
  }

  private void head(Exchange exchange, int status) {
    var headers = exchange.response.getHeaders();
    exchange.response.setStatus(status);
    headers.put("X-Request-Id", exchange.requestId());
    headers.put(NO_SNIFFING);
    if (!headers.contains(HttpHeader.CACHE_CONTROL)) {
      headers.put(NO_STORE);
    }
    if (status < 300) {
      exchange.extra().forEach(headers::put);
    }
    cors.allow(exchange.request.getHeaders(), headers);
  }

  private void finished(Exchange exchange, int status) {
    traffic.leave();
    var method = exchange.request.getMethod();
    var label = new Label(exchange.template, METHODS.contains(method) ? method : "other", status);
    timers
        .computeIfAbsent(label, this::timer)
        .record(System.nanoTime() - exchange.began, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Label label) {
    return Timer.builder("http.server.requests")
        .description("Requests by route and status")
        .tag("route", label.template())
        .tag("method", label.method())
        .tag("status", Integer.toString(label.status()))
        .register(metrics);
  }
}
