package io.lanista.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket client that reads as it is asked to. */
final class Agent implements WebSocket.Listener, AutoCloseable {
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final boolean reads;
  private WebSocket socket;

  private Agent(boolean reads) {
    this.reads = reads;
  }

  static Agent open(ArenaServer server, String path, String... key) {
    return open(new Agent(true), server, path, key);
  }

  /** One that never reads a message. */
  static Agent silent(ArenaServer server, String path, String... key) {
    return open(new Agent(false), server, path, key);
  }

  private static Agent open(Agent agent, ArenaServer server, String path, String... key) {
    var builder = HttpClient.newHttpClient().newWebSocketBuilder();
    builder.connectTimeout(Duration.ofSeconds(20));
    for (String each : key) {
      builder.header("Authorization", "Bearer " + each);
    }
    agent.socket =
        builder
            .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + path), agent)
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
    return agent;
  }

  /** One that is told its player's affairs, from now on. */
  static Agent connected(ArenaServer server, String query, String key) {
    Agent agent = open(server, "/api/v1/ws" + query, key);
    agent.next("connected");
    return agent;
  }

  @Override
  public void onOpen(WebSocket opened) {
    if (reads) {
      opened.request(1);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(ArenaServer.json(partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.add(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.add(1006);
  }

  /** The next message, whatever it is. */
  JsonNode next() {
    return next(any -> true);
  }

  /** The next one of a type; others are passed over. */
  JsonNode next(String type) {
    return next(message -> message.path("type").asText().equals(type));
  }

  private JsonNode next(Predicate<JsonNode> wanted) {
    try {
      while (true) {
        JsonNode message = messages.poll(30, TimeUnit.SECONDS);
        if (message == null) {
          throw new AssertionError("nothing came; closed: " + closed);
        }
        if (wanted.test(message)) {
          return message;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean isClosed() {
    return !closed.isEmpty();
  }

  int closeCode() {
    try {
      Integer code = closed.poll(30, TimeUnit.SECONDS);
      if (code == null) {
        throw new AssertionError("it is still open");
      }
      return code;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
