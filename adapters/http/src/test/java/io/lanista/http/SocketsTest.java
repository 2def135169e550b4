package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.http.ws.Channel;
import io.lanista.http.ws.ChannelHandler;
import io.lanista.http.ws.ChannelLimits;
import io.lanista.http.ws.Socket;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketsTest {
  private final LinkedBlockingQueue<Socket> viewers = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<CompletableFuture<Void>> holding = new LinkedBlockingQueue<>();
  private SampleServer server;

  private static final ChannelLimits LIMITS =
      new ChannelLimits(
          64, 131_072, Duration.ofMillis(300), 1000, 100, Duration.ofSeconds(30), Optional.empty());

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private void start(ConnectionLimits connections, ChannelLimits limits) {
    server =
        SampleServer.start(
            HttpSettings.usual("127.0.0.1", 0).connections(connections),
            List.of(
                Channel.at(
                        "view", "/ws/view/{id}", "ws", "Watch.", (call, socket) -> viewer(socket))
                    .limits(limits),
                Channel.at("echo", "/ws/echo", "ws", "Echo.", (call, socket) -> echo(socket))
                    .limits(limits),
                Channel.at("hold", "/ws/hold", "ws", "Hold.", (call, socket) -> hold(socket))
                    .limits(limits),
                Channel.at("gone", "/ws/gone/{id}", "ws", "Nobody.", (call, socket) -> gone(socket))
                    .limits(limits)));
  }

  private void start() {
    start(ConnectionLimits.usual(), LIMITS);
  }

  private ChannelHandler viewer(Socket socket) {
    return new ChannelHandler() {
      @Override
      public void opened() {
        viewers.add(socket);
      }

      @Override
      public void closed(int code) {
        closed.add(code);
      }
    };
  }

  private static ChannelHandler echo(Socket socket) {
    return new ChannelHandler() {
      @Override
      public CompletionStage<Void> received(String message) {
        if (message.equals("break")) {
          throw new IllegalStateException("asked to");
        }
        socket.offer(utf8(message));
        return CompletableFuture.completedFuture(null);
      }
    };
  }

  private ChannelHandler hold(Socket socket) {
    return new ChannelHandler() {
      @Override
      public CompletionStage<Void> received(String message) {
        var done = new CompletableFuture<Void>();
        holding.add(done);
        return done;
      }
    };
  }

  private static ChannelHandler gone(Socket socket) {
    return new ChannelHandler() {
      @Override
      public void opened() {
        socket.close(4004, "no such match");
      }
    };
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private WebSocket connect(String path, Listening listener) {
    return server
        .client()
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(20))
        .buildAsync(java.net.URI.create("ws://127.0.0.1:" + server.server.port() + path), listener)
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private static <T> T next(LinkedBlockingQueue<T> queue) throws InterruptedException {
    var item = queue.poll(20, TimeUnit.SECONDS);
    assertThat(item).isNotNull();
    return item;
  }

  /** Collects messages and the close code. */
  private static final class Listening implements WebSocket.Listener {
    final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        messages.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      code.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      code.complete(1006);
    }

    int code() throws Exception {
      return code.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void messagesOfOneOfferArriveOneByOne() throws Exception {
    start();
    var listener = new Listening();
    connect("/ws/view/1", listener);
    assertThat(next(viewers).offer(List.of(utf8("a"), utf8("bb"), utf8("ccc")))).isTrue();
    assertThat(List.of(next(listener.messages), next(listener.messages), next(listener.messages)))
        .containsExactly("a", "bb", "ccc");
  }

  @Test
  void oneBufferServesManyViewers() throws Exception {
    start();
    var listeners = List.of(new Listening(), new Listening(), new Listening());
    listeners.forEach(listener -> connect("/ws/view/1", listener));
    var shared = utf8("{\"type\":\"frame\"}");
    for (var i = 0; i < 3; i++) {
      assertThat(next(viewers).offer(shared)).isTrue();
    }
    for (var listener : listeners) {
      assertThat(next(listener.messages)).isEqualTo("{\"type\":\"frame\"}");
    }
  }

  @Test
  void socketMayBeAcceptedAndThenClosedWithItsOwnCode() throws Exception {
    start();
    var listener = new Listening();
    connect("/ws/gone/1", listener);
    assertThat(listener.code()).isEqualTo(4004);
  }

  @Test
  void textsComeBackWholeHoweverTheyAreCut() throws Exception {
    start();
    var listener = new Listening();
    var socket = connect("/ws/echo", listener);
    socket.sendText("grüß ", false).join();
    socket.sendText("dich", true).join();
    assertThat(next(listener.messages)).isEqualTo("grüß dich");
    socket.sendPing(utf8("?")).join();
    socket.sendText("still here", true).join();
    assertThat(next(listener.messages)).isEqualTo("still here");
  }

  @Test
  void badMessagesCloseOnlyTheirSocket() throws Exception {
    start();
    var healthy = new Listening();
    var good = connect("/ws/echo", healthy);
    var binary = new Listening();
    connect("/ws/echo", binary).sendBinary(utf8("x"), true).join();
    assertThat(binary.code()).isEqualTo(1003);
    var large = new Listening();
    connect("/ws/echo", large).sendText("x".repeat(1001), true).join();
    assertThat(large.code()).isEqualTo(1009);
    var fragments = new Listening();
    var cut = connect("/ws/echo", fragments);
    cut.sendText("x".repeat(600), false).join();
    cut.sendText("x".repeat(600), true).join();
    assertThat(fragments.code()).isEqualTo(1009);
    var breaking = new Listening();
    connect("/ws/echo", breaking).sendText("break", true).join();
    assertThat(breaking.code()).isEqualTo(1011);
    good.sendText("fine", true).join();
    assertThat(next(healthy.messages)).isEqualTo("fine");
  }

  @Test
  void floodsAreCutOff() throws Exception {
    start();
    var listener = new Listening();
    var socket = connect("/ws/echo", listener);
    for (var i = 0; i < 400 && !listener.code.isDone(); i++) {
      socket.sendText("x", true).handle((done, failure) -> null).join();
    }
    assertThat(listener.code()).isIn(1008, 1006);
  }

  @Test
  void nextMessageWaitsForTheHandler() throws Exception {
    start();
    var socket = connect("/ws/hold", new Listening());
    socket.sendText("1", true).join();
    socket.sendText("2", true).join();
    var first = next(holding);
    assertThat(holding).isEmpty();
    first.complete(null);
    next(holding).complete(null);
  }

  @Test
  void stalledViewerIsRefusedThenCutOffAndOthersGoOn() throws Exception {
    start();
    try (var stalled = new java.net.Socket()) {
      stalled.setReceiveBufferSize(4096);
      stalled.connect(new java.net.InetSocketAddress("127.0.0.1", server.server.port()));
      stalled
          .getOutputStream()
          .write(
              ("GET /ws/view/1 HTTP/1.1\r\n"
                      + "Host: a\r\n"
                      + "Upgrade: websocket\r\n"
                      + "Connection: Upgrade\r\n"
                      + "Sec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      var slow = next(viewers);
      var listener = new Listening();
      connect("/ws/view/1", listener);
      var fast = next(viewers);
      var message = utf8("x".repeat(10_000));
      var refused = 0;
      var delivered = 0;
      while (closed.isEmpty()) {
        refused += slow.offer(message) ? 0 : 1;
        assertThat(fast.offer(message)).isTrue();
        assertThat(next(listener.messages)).hasSize(10_000);
        delivered++;
      }
      assertThat(refused).isPositive();
      assertThat(delivered).isPositive();
      assertThat(next(closed)).isEqualTo(1008);
      assertThat(slow.isOpen()).isFalse();
      assertThat(fast.offer(utf8("after"))).isTrue();
      assertThat(next(listener.messages)).isEqualTo("after");
    }
  }

  @Test
  void keepAliveIsSentIntoSilence() throws Exception {
    start(ConnectionLimits.usual(), LIMITS.keepAlive(Duration.ofMillis(1), "{\"type\":\"ping\"}"));
    var listener = new Listening();
    connect("/ws/view/1", listener);
    assertThat(next(listener.messages)).isEqualTo("{\"type\":\"ping\"}");
  }

  @Test
  void socketsAreBoundedAndPlacesComeBack() throws Exception {
    start(new ConnectionLimits(100, 100, Duration.ofSeconds(30), 10, 1), LIMITS);
    var first = connect("/ws/view/1", new Listening());
    var second = new Listening();
    try {
      connect("/ws/view/1", second);
      throw new AssertionError("a second socket of this address was accepted");
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(WebSocketHandshakeException.class);
      var answer = ((WebSocketHandshakeException) e.getCause()).getResponse();
      assertThat(answer.statusCode()).isEqualTo(503);
    }
    first.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertThat(next(closed)).isEqualTo(1000);
    connect("/ws/view/1", new Listening());
  }

  @Test
  void vanishedPeersAreNoticed() throws Exception {
    start();
    connect("/ws/view/1", new Listening()).abort();
    assertThat(next(closed)).isEqualTo(1006);
    while (server.metrics.get("http.server.sockets").gauge().value() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void plainGetOnAChannelIsToldToUpgrade() {
    start();
    var answer = server.get("/ws/echo");
    assertThat(answer.statusCode()).isEqualTo(426);
    assertThat(SampleServer.json(answer).has("detail")).isTrue();
    var broken = server.raw("GET /ws/echo HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n");
    assertThat(broken).startsWith("HTTP/1.1 400").contains("\"detail\"");
  }

  @Test
  void malformedFramesCloseTheSocket() {
    start();
    var answer =
        server.raw(
            "GET /ws/echo HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
            "\u00ff".repeat(40));
    assertThat(answer).startsWith("HTTP/1.1 101");
    assertThat(server.get("/page").statusCode()).isEqualTo(200);
  }

  @Test
  void stoppingClosesSocketsAsGoingAway() throws Exception {
    start();
    var listener = new Listening();
    connect("/ws/view/1", listener);
    next(viewers);
    server.server.stop(Duration.ofSeconds(3));
    assertThat(listener.code()).isEqualTo(1001);
  }
}
