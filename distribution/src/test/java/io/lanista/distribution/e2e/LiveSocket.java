package io.lanista.distribution.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket as a plain client has it: what came, in order, and how it was closed. */
final class LiveSocket implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE = 20;

  /** What RFC 6455, 7.1.5 calls a connection that ended without a close frame. */
  private static final int ABNORMAL = 1006;

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;

  private LiveSocket() {}

  static LiveSocket open(HttpClient http, URI address, String... headers) {
    LiveSocket made = new LiveSocket();
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    made.socket = builder.buildAsync(address, made).join();
    return made;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      messages.add(RunningServer.json(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    // The server closed while this side was still writing: its reason is lost on the way.
    closed.complete(ABNORMAL);
  }

  /** The next message; fails if none comes. */
  JsonNode next() throws InterruptedException {
    JsonNode message = messages.poll(PATIENCE, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  /** The next message that is no ping. */
  JsonNode nextOfGame() throws InterruptedException {
    while (true) {
      JsonNode message = next();
      if (!message.path("type").asText().equals("ping")) {
        return message;
      }
    }
  }

  /** With which code the server closed; 1006 if the connection broke before it could say. */
  int closeCode() throws Exception {
    return closed.get(PATIENCE, TimeUnit.SECONDS);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  LiveSocket send(String message) {
    socket.sendText(message, true).join();
    return this;
  }

  void sendBinary(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
