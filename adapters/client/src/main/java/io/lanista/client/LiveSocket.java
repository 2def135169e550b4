package io.lanista.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One WebSocket: whole text messages in and out, and how it closed. Messages go out one at a time,
 * each within a time limit; messages come in one at a time, in order.
 */
final class LiveSocket {
  /** How a socket closed. {@code 1006} stands for a connection that broke. */
  record Closed(int code, String reason) {}

  static final int BROKEN = 1006;
  private static final int MAX_MESSAGE = 1 << 20;

  private final String purpose;
  private final Duration timeout;
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private volatile WebSocket socket;

  private LiveSocket(String purpose, Duration timeout) {
    this.purpose = purpose;
    this.timeout = timeout;
  }

  /**
   * Connects, within the time limit.
   *
   * @param messages gets every whole message, on one of the client's threads
   */
  static LiveSocket open(
      HttpClient http, URI address, String purpose, Consumer<String> messages, Duration timeout) {
    LiveSocket live = new LiveSocket(purpose, timeout);
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder()
            .connectTimeout(timeout)
            .buildAsync(address, live.new Incoming(messages));
    live.socket = live.wait(opening);
    return live;
  }

  /** Sends a message; throws if the socket is closed or does not take it in time. */
  synchronized void send(String message) {
    requireOpen();
    try {
      wait(socket.sendText(message, true));
    } catch (ArenaException failed) {
      // It may have failed because the arena closed meanwhile, and said why.
      requireOpen();
      throw failed;
    }
  }

  private void requireOpen() {
    Closed how = closed.getNow(null);
    if (how != null) {
      throw new ArenaException(
          purpose, how.code(), null, "the arena closed the stream: " + how.reason(), null);
    }
  }

  /** Says good-bye and waits for the answer, within the time limit. */
  void close() {
    if (!closed.isDone()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
      try {
        closed.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException noAnswer) {
        socket.abort();
      }
    }
    closed.complete(new Closed(BROKEN, "closed here"));
  }

  /** Completes when the socket is closed, however that comes. */
  CompletableFuture<Closed> closed() {
    return closed;
  }

  private <T> T wait(CompletableFuture<T> step) {
    try {
      return step.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      step.cancel(true);
      if (socket != null) {
        socket.abort();
      }
      throw ArenaException.unanswered(
          purpose, "the arena did not take it within " + timeout.toMillis() + " ms", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ArenaException.unanswered(purpose, "interrupted", interrupted);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof CompletionException wrapped && wrapped.getCause() != null) {
        cause = wrapped.getCause();
      }
      if (cause instanceof WebSocketHandshakeException refused) {
        throw new ArenaException(
            purpose,
            refused.getResponse().statusCode(),
            null,
            "the arena does not open a stream here",
            cause);
      }
      throw ArenaException.unanswered(purpose, String.valueOf(cause.getMessage()), cause);
    }
  }

  private final class Incoming implements WebSocket.Listener {
    private final Consumer<String> messages;
    private final StringBuilder partial = new StringBuilder();

    Incoming(Consumer<String> messages) {
      this.messages = messages;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      if (partial.length() + part.length() > MAX_MESSAGE) {
        closed.complete(new Closed(BROKEN, "a message is longer than " + MAX_MESSAGE));
        from.abort();
        return null;
      }
      partial.append(part);
      if (last) {
        String message = partial.toString();
        partial.setLength(0);
        messages.accept(message);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.complete(new Closed(BROKEN, String.valueOf(failure.getMessage())));
      from.abort();
    }
  }
}
