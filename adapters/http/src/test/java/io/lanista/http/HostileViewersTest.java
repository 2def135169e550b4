package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.http.ws.Channel;
import io.lanista.http.ws.ChannelHandler;
import io.lanista.http.ws.ChannelLimits;
import io.lanista.http.ws.Socket;
import io.lanista.http.ws.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Viewers that do what no viewer should: what they cost is bounded, and nobody else notices. */
class HostileViewersTest {
  private static final int SMALL_BUFFER = 4096;
  private static final Duration LONG = Duration.ofMinutes(5);

  private final LinkedBlockingQueue<Socket> opened = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final List<RawViewer> viewers = new ArrayList<>();
  private SampleServer server;

  @AfterEach
  void stop() throws IOException {
    for (var viewer : viewers) {
      viewer.close();
    }
    server.close();
  }

  private void start(ConnectionLimits connections, ChannelLimits limits) {
    server =
        SampleServer.start(
            HttpSettings.usual("127.0.0.1", 0).connections(connections),
            List.of(
                Channel.at("view", "/ws/view", "ws", "Watch.", (call, socket) -> viewer(socket))
                    .limits(limits)));
  }

  private void start(ChannelLimits limits) {
    start(ConnectionLimits.usual(), limits);
  }

  private static ChannelLimits limits(Duration stalled, int perSecond, Duration idle) {
    return new ChannelLimits(64, 131_072, stalled, 1000, perSecond, idle, Optional.empty());
  }

  private ChannelHandler viewer(Socket socket) {
    return new ChannelHandler() {
      @Override
      public void opened() {
        opened.add(socket);
      }

      @Override
      public void closed(int code) {
        closed.add(code);
      }
    };
  }

  private RawViewer open(int receiveBuffer) throws IOException {
    var viewer = RawViewer.open(server.server.port(), "/ws/view", receiveBuffer);
    viewers.add(viewer);
    return viewer;
  }

  private RawViewer open() throws IOException {
    return open(65_536);
  }

  private Socket next() throws InterruptedException {
    var socket = opened.poll(20, TimeUnit.SECONDS);
    assertThat(socket).isNotNull();
    return socket;
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void await(BooleanSupplier condition) {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private double ended(String reason) {
    return server.metrics.get("http.server.sockets.ended").tag("reason", reason).counter().count();
  }

  private double open(String gauge) {
    return server.metrics.get(gauge).gauge().value();
  }

  private void awaitOpen(int sockets) {
    await(() -> open("http.server.sockets") == sockets);
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (var i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("unmasked text", bytes(0x81, 1, 'x'), 1002, "malformed"),
        Arguments.of("a reserved bit", RawViewer.frame(0xc1, "x"), 1002, "malformed"),
        Arguments.of("an unknown kind", RawViewer.frame(0x83, "x"), 1002, "malformed"),
        Arguments.of("half a ping", RawViewer.frame(0x09, "x"), 1002, "malformed"),
        Arguments.of(
            "a long ping", RawViewer.frame(RawViewer.PING, "x".repeat(126)), 1002, "malformed"),
        Arguments.of("a middle first", RawViewer.frame(0x00, "x"), 1002, "malformed"),
        Arguments.of("no UTF-8", RawViewer.frame(0x81, bytes(0xff, 0xfe)), 1007, "malformed"),
        Arguments.of("binary", RawViewer.frame(0x82, "x"), 1003, "malformed"),
        Arguments.of(
            "a forbidden code", RawViewer.frame(0x88, bytes(0x03, 0xed)), 1002, "malformed"),
        Arguments.of("large text", RawViewer.frame(0x81, "x".repeat(1001)), 1009, "oversize"),
        Arguments.of(
            "a promise of 8 EB",
            bytes(0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 'x'),
            1009,
            "oversize"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void whatIsNoProperMessageClosesOnlyItsSocket(String what, byte[] sent, int code, String reason)
      throws Exception {
    start(limits(LONG, 100, LONG));
    var healthy = open();
    var shown = next();
    var hostile = open();
    next();
    hostile.send(sent);
    assertThat(hostile.closeCode()).isEqualTo(code);
    assertThat(hostile.isEnded()).isTrue();
    awaitOpen(1);
    assertThat(closed.poll(20, TimeUnit.SECONDS)).isEqualTo(code);
    assertThat(ended(reason)).isEqualTo(1);
    assertThat(shown.offer(utf8("on"))).isTrue();
    assertThat(healthy.read().text()).isEqualTo("on");
  }

  @Test
  void whatComesAfterACloseIsNotHeard() throws Exception {
    start(limits(LONG, 100, LONG));
    var viewer = open();
    viewer.send(RawViewer.frame(RawViewer.CLOSE, bytes(0x03, 0xe8)));
    viewer.send(RawViewer.frame(RawViewer.TEXT, "still here"));
    assertThat(viewer.closeCode()).isEqualTo(1000);
    assertThat(viewer.isEnded()).isTrue();
    awaitOpen(0);
    assertThat(ended("closed")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("endless")
  void framesWithoutEndAreCutOff(byte[] first, byte[] again) throws Exception {
    start(limits(LONG, 1, LONG));
    var viewer = open();
    viewer.send(first);
    try {
      for (var i = 0; i < 100_000 && closed.isEmpty(); i++) {
        viewer.send(again);
      }
    } catch (IOException cutOff) {
      // The server no longer listens, which is the point.
    }
    assertThat(closed.poll(20, TimeUnit.SECONDS)).isEqualTo(1008);
    awaitOpen(0);
    assertThat(ended("flood")).isEqualTo(1);
  }

  static Stream<Arguments> endless() {
    var pong = RawViewer.frame(RawViewer.PONG, "");
    return Stream.of(
        Arguments.of(RawViewer.frame(0x01, ""), RawViewer.frame(0x00, "")),
        Arguments.of(pong, pong));
  }

  @Test
  void viewersThatDoNotReadHoldLittleAndAreTurnedOut() throws Exception {
    start(limits(Duration.ofSeconds(1), 100, LONG));
    var stalled = new ArrayList<Socket>();
    for (var i = 0; i < 20; i++) {
      open(SMALL_BUFFER);
      stalled.add(next());
    }
    var healthy = open();
    var shown = next();
    var most = 0.0;
    var sent = 0;
    while (ended("stalled") < 20) {
      var batch = Wire.text(utf8(sent + " " + "x".repeat(2000)));
      stalled.forEach(viewer -> viewer.send(batch, 1));
      assertThat(shown.send(batch, 1)).isTrue();
      // In order, and none is missing.
      assertThat(healthy.read().text()).startsWith(sent + " ");
      most = Math.max(most, open("http.server.sockets.waiting"));
      sent++;
    }
    // 128 KiB each; as much again is the most that the kernel keeps for one (SO_SNDBUF).
    assertThat(most).isPositive().isLessThanOrEqualTo(20 * 131_072.0);
    awaitOpen(1);
    await(() -> open("http.server.sockets.waiting") == 0);
    assertThat(closed).hasSize(20).containsOnly(1008);
    await(() -> server.metrics.get("http.server.sockets.dropped").counter().count() > 0);
    assertThat(server.get("/page").statusCode()).isEqualTo(200);
  }

  @Test
  void viewerOfOneByteNowAndThenIsToldWhyItGoes() throws Exception {
    start(limits(Duration.ofMillis(300), 100, LONG));
    var slow = open(SMALL_BUFFER);
    var socket = next();
    var message = Wire.text(utf8("x".repeat(4000)));
    while (socket.isOpen()) {
      socket.send(message, 1);
      slow.readByte();
      // A reader without a pause between bytes is not slow.
      LockSupport.parkNanos(5_000_000);
    }
    // Had it read, it would have found the reason behind what was already on its way.
    assertThat(slow.isEnded()).isTrue();
    awaitOpen(0);
    assertThat(ended("stalled")).isEqualTo(1);
  }

  @Test
  void peerThatVanishedWithoutAWordIsNoticed() throws Exception {
    start(limits(LONG, 100, Duration.ofMillis(900)));
    var halfOpen = open();
    next();
    // It gets pings and does not answer them.
    assertThat(halfOpen.read().opcode()).isEqualTo(RawViewer.PING);
    assertThat(halfOpen.closeCode()).isEqualTo(1008);
    awaitOpen(0);
    assertThat(ended("silent")).isEqualTo(1);
  }

  @Test
  void peerThatReadsNothingIsNoticedEvenIfItsBufferHasRoom() throws Exception {
    start(limits(LONG, 100, Duration.ofMillis(900)));
    open();
    var socket = next();
    while (socket.isOpen()) {
      socket.offer(utf8("small"));
      LockSupport.parkNanos(20_000_000);
    }
    awaitOpen(0);
    assertThat(ended("silent")).isEqualTo(1);
  }

  @Test
  void peerThatAnswersPingsStays() throws Exception {
    start(limits(LONG, 100, Duration.ofSeconds(4)));
    var viewer = open();
    var socket = next();
    // About two seconds apart.
    for (var i = 0; i < 4; i++) {
      assertThat(viewer.read().opcode()).isEqualTo(RawViewer.PING);
      viewer.send(RawViewer.frame(RawViewer.PONG, ""));
    }
    assertThat(socket.isOpen()).isTrue();
  }

  @Test
  void stormsLeaveNothingBehind() throws Exception {
    start(new ConnectionLimits(1000, 1000, Duration.ofSeconds(2), 20, 20), limits(LONG, 100, LONG));
    var healthy = open();
    var shown = next();
    for (var i = 0; i < 300; i++) {
      var viewer = open(SMALL_BUFFER);
      next();
      if (i % 3 == 0) {
        viewer.vanish();
      } else if (i % 3 == 1) {
        viewer.close();
      } else {
        viewer.send(RawViewer.frame(RawViewer.CLOSE, bytes(0x03, 0xe8)));
        viewer.close();
      }
      assertThat(shown.offer(utf8("frame " + i))).isTrue();
      assertThat(healthy.read().text()).isEqualTo("frame " + i);
      awaitRoom();
    }
    awaitOpen(1);
    // Every place is there again.
    for (var i = 1; i < 20; i++) {
      open();
    }
    awaitOpen(20);
  }

  /** There are 20 places, and one comes back a little after its viewer went. */
  private void awaitRoom() {
    await(() -> open("http.server.sockets") < 20);
  }

  @Test
  void halfFinishedUpgradesEndByThemselves() throws Exception {
    start(new ConnectionLimits(1000, 1000, Duration.ofSeconds(1), 20, 20), limits(LONG, 100, LONG));
    var healthy = open();
    var shown = next();
    var request =
        ("GET /ws/view HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAA")
            .getBytes(StandardCharsets.US_ASCII);
    for (var i = 0; i < 500; i++) {
      var half = RawViewer.connect(server.server.port(), SMALL_BUFFER);
      viewers.add(half);
      half.send(Arrays.copyOf(request, i % request.length));
    }
    assertThat(shown.offer(utf8("on"))).isTrue();
    assertThat(healthy.read().text()).isEqualTo("on");
    for (var viewer : viewers.subList(1, viewers.size())) {
      assertThat(viewer.isEnded()).isTrue();
    }
    assertThat(open("http.server.sockets")).isEqualTo(1);
    assertThat(server.get("/page").statusCode()).isEqualTo(200);
  }
}
