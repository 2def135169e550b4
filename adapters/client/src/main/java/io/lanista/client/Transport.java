package io.lanista.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.client.Call.Retry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends calls, again where that is safe, and reads the answers. Thread-safe. */
final class Transport {
  private static final int MAX_ANSWER = 8 << 20;

  private final URI base;
  private final ClientOptions options;
  private final HttpClient http;

  Transport(URI base, ClientOptions options, HttpClient http) {
    this.base = base;
    this.options = options;
    this.http = http;
  }

  /** The answer's JSON. Throws unless the arena answered with success. */
  JsonNode call(Call call) {
    return call(call, options.patience());
  }

  /** The same with less patience. */
  JsonNode call(Call call, Duration most) {
    Duration patience = most.compareTo(options.patience()) < 0 ? most : options.patience();
    Backoff backoff = new Backoff(patience, options.firstPause());
    while (true) {
      Refusal refusal;
      try {
        HttpResponse<byte[]> answer = exchange(call);
        if (answer.statusCode() / 100 == 2) {
          return json(call, answer);
        }
        refusal = Refusal.of(call, answer);
      } catch (IOException failure) {
        refusal = Refusal.unanswered(call, failure, !(failure instanceof ConnectException));
      }
      boolean again =
          call.retry() == Retry.ALWAYS && refusal.temporary()
              || call.retry() == Retry.IF_UNTOUCHED && refusal.untouched();
      if (!again || !backoff.pause(call.purpose(), refusal.retryAfter())) {
        throw refusal.exception();
      }
    }
  }

  private HttpResponse<byte[]> exchange(Call call) throws IOException {
    Duration timeout = options.requestTimeout().plus(call.extraTime());
    CompletableFuture<HttpResponse<byte[]>> exchange;
    try {
      exchange = http.sendAsync(request(call, timeout), head -> new BoundedBody(MAX_ANSWER));
    } catch (RejectedExecutionException closed) {
      throw ArenaException.unanswered(call.purpose(), "this client is closed", closed);
    }
    try {
      return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      exchange.cancel(true);
      throw new IOException("no answer within " + timeout.toMillis() + " ms", late);
    } catch (InterruptedException interrupted) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw ArenaException.unanswered(call.purpose(), "interrupted", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof HttpConnectTimeoutException slow) {
        throw (ConnectException) new ConnectException("could not connect in time").initCause(slow);
      }
      if (failed.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw ArenaException.unanswered(
          call.purpose(), String.valueOf(failed.getCause()), failed.getCause());
    }
  }

  private HttpRequest request(Call call, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + call.path()))
            .timeout(timeout)
            .header("Accept", "application/json")
            .method(
                call.method(),
                call.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
    call.headers().forEach(request::header);
    options.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return request.build();
  }

  private static JsonNode json(Call call, HttpResponse<byte[]> answer) {
    try {
      JsonNode json = Wire.tree(answer.body());
      if (json.isContainerNode()) {
        return json;
      }
    } catch (IOException notJson) {
      throw malformed(call, answer.statusCode(), notJson);
    }
    throw malformed(call, answer.statusCode(), null);
  }

  private static ArenaException malformed(Call call, int status, IOException cause) {
    return new ArenaException(
        call.purpose(),
        status,
        null,
        "the answer is not a JSON object; is this the address of an arena?",
        cause);
  }
}
