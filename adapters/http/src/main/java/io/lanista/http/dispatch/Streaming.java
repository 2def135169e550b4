package io.lanista.http.dispatch;

import io.lanista.http.dialect.FailureException;
import io.lanista.http.json.Faults;
import io.lanista.http.sse.EventStream;
import io.lanista.http.sse.EventStreams;
import io.lanista.http.sse.LastEventId;
import io.lanista.http.sse.OpenStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpHeader;

/** Begins event streams: a place, the opener, and then the head of the answer. */
final class Streaming {
  /** The last two are for proxies, which would keep events to themselves for a while. */
  private static final Map<String, String> HEAD =
      Map.of(
          HttpHeader.CONTENT_TYPE.asString(),
          "text/event-stream",
          HttpHeader.CACHE_CONTROL.asString(),
          "no-store, no-transform",
          "X-Accel-Buffering",
          "no");

  private final EventStreams streams;
  private final Answers answers;
  private final Workers workers;

  Streaming(EventStreams streams, Answers answers, Workers workers) {
    this.streams = streams;
    this.answers = answers;
    this.workers = workers;
  }

  void start(Exchange exchange, EventStream stream) {
    var last = lastEventId(exchange);
    var open = streams.reserve(stream, exchange.client(), exchange.request);
    var taken = false;
    try {
      workers.run(() -> open(exchange, stream, last, open));
      taken = true;
    } finally {
      if (!taken) {
        streams.refuse(open);
      }
    }
  }

  private static OptionalLong lastEventId(Exchange exchange) {
    var faults = new Faults();
    exchange.query = QueryValues.read(exchange.request, List.of(LastEventId.QUERY), faults);
    if (faults.count() > 0) {
      throw new FailureException(faults.failure().with(400));
    }
    return LastEventId.read(
        exchange.header(LastEventId.HEADER), exchange.text(LastEventId.QUERY.name()));
  }

  private void open(Exchange exchange, EventStream stream, OptionalLong last, OpenStream open) {
    Runnable closed;
    try {
      closed = stream.opener().open(exchange, last, open);
    } catch (Throwable e) {
      // Errors too: an exchange without an answer would count as in flight forever.
      streams.refuse(open);
      answers.fail(exchange, e);
      return;
    }
    var begun =
        open.isEmpty()
            ? answers.begin(exchange, 204, Map.of())
            : answers.begin(exchange, 200, HEAD);
    if (begun) {
      open.begin(exchange.response, exchange.callback, closed);
    } else {
      streams.refuse(open);
      closed.run();
    }
  }
}
