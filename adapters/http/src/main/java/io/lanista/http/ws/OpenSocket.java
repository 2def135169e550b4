package io.lanista.http.ws;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted WebSocket: frames in, messages to its handler, messages out within its bounds. */
final class OpenSocket implements Socket, FrameHandler {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSocket.class);

  /** How long a peer may take to answer our close before it is cut off. */
  private static final Duration CLOSING = Duration.ofSeconds(3);

  /** Of pieces of messages, pings and pongs, so many more than messages may come a second. */
  private static final int FRAMES_A_MESSAGE = 8;

  private final Channel channel;
  private final InetAddress client;
  private final Sockets sockets;
  private final MessageAssembly assembly;
  private final MessageRate rate;
  private final MessageRate frames;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private ChannelHandler handler;
  private volatile Outgoing outgoing;
  private volatile CoreSession session;
  private volatile long lastSent = System.nanoTime();
  private volatile long lastHeard = System.nanoTime();
  private volatile long lastProbe = lastHeard;
  private volatile long closeBegan;
  private volatile Optional<Ending> ending = Optional.empty();

  OpenSocket(Channel channel, InetAddress client, Sockets sockets) {
    this.channel = channel;
    this.client = client;
    this.sockets = sockets;
    var limits = channel.limits();
    assembly = new MessageAssembly(limits.maxMessageBytes());
    rate = new MessageRate(limits.messagesPerSecond(), System.nanoTime());
    frames = new MessageRate(limits.messagesPerSecond() * FRAMES_A_MESSAGE, System.nanoTime());
  }

  /** Called once, before the upgrade. */
  void handler(ChannelHandler of) {
    handler = of;
  }

  /**
   * Called once, when the upgrade is accepted; from then on all is written through what it returns.
   */
  Outgoing writesTo(EndPoint endPoint) {
    var limits = channel.limits();
    outgoing = new Outgoing(endPoint, limits.maxOutgoingMessages(), limits.maxOutgoingBytes());
    return outgoing;
  }

  @Override
  public boolean send(ByteBuffer frames, int count) {
    if (session == null || closing.get()) {
      return false;
    }
    var now = System.nanoTime();
    if (outgoing.offer(frames, count, now)) {
      lastSent = now;
      return true;
    }
    closeIfStalled(now);
    return false;
  }

  @Override
  public void close(int code, String reason) {
    if (beginClosing()) {
      var out = session;
      if (out != null) {
        out.close(code, reason, Callback.NOOP);
      }
    }
  }

  /** From now on nothing is sent or delivered, and the peer's answer is awaited for a while. */
  private boolean beginClosing() {
    if (closing.get()) {
      return false;
    }
    closeBegan = System.nanoTime();
    return closing.compareAndSet(false, true);
  }

  @Override
  public boolean isOpen() {
    return session != null && !closing.get();
  }

  @Override
  public InetAddress client() {
    return client;
  }

  /** Bytes that wait for the client to read. */
  long waitingBytes() {
    var out = outgoing;
    return out == null ? 0 : out.bytes();
  }

  /** Messages it was not sent because it reads too slowly, since this was last asked. */
  long takeRefused() {
    var out = outgoing;
    return out == null ? 0 : out.takeRefused();
  }

  /** Called about once a second. */
  void sweep(long now) {
    if (closing.get() || (outgoing.hasEnded() && beginClosing())) {
      if (now - closeBegan >= CLOSING.toNanos()) {
        abort();
      }
      return;
    }
    closeIfStalled(now);
    probe(now);
    var keepAlive = channel.limits().keepAlive();
    if (keepAlive.isPresent() && now - lastSent >= keepAlive.get().silence().toNanos()) {
      offer(ByteBuffer.wrap(keepAlive.get().message().getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * Bytes the kernel took prove nothing: only what comes from the client shows that it is there.
   */
  private void probe(long now) {
    var patience = channel.limits().idleAfter().toNanos();
    if (now - lastHeard >= patience && lastProbe - lastHeard > 0) {
      end(Ending.SILENT, "you did not answer pings");
    } else if (now - Math.max(lastHeard, lastProbe) >= patience / 3) {
      lastProbe = now;
      session.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
    }
  }

  private void closeIfStalled(long now) {
    if (outgoing.stalled(channel.limits().stalledAfter(), now)) {
      end(Ending.STALLED, "you read too slowly");
    }
  }

  private void end(Ending why, String reason) {
    if (!closing.get()) {
      LOG.debug("{}: {} is closed: {}", channel.name(), client.getHostAddress(), reason);
      ending = Optional.of(why);
      close(CloseStatus.POLICY_VIOLATION, reason);
    }
  }

  void abort() {
    closing.set(true);
    var out = session;
    if (out != null) {
      out.abort();
    }
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    callback.succeeded();
    if (sockets.opened(this)) {
      guarded(() -> handler.opened());
    }
    opened.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    var opcode = frame.getOpCode();
    var now = System.nanoTime();
    lastHeard = now;
    if (opcode == OpCode.CLOSE) {
      beginClosing();
      callback.succeeded();
      return;
    }
    if (closing.get()) {
      callback.succeeded();
      session.demand();
      return;
    }
    if (!frames.take(now)) {
      callback.succeeded();
      next(CloseStatus.POLICY_VIOLATION, "too many frames a second");
    } else if (!frame.isFin() || opcode == OpCode.PONG) {
      var fits = opcode == OpCode.PONG || assembly.add(frame.getPayload());
      callback.succeeded();
      next(fits ? 0 : CloseStatus.MESSAGE_TOO_LARGE, "the message is too large");
    } else if (!rate.take(now)) {
      callback.succeeded();
      next(CloseStatus.POLICY_VIOLATION, "too many messages a second");
    } else if (opcode == OpCode.PING) {
      pong(frame);
      callback.succeeded();
      next(0, "");
    } else {
      var fits = assembly.add(frame.getPayload());
      callback.succeeded();
      if (opcode == OpCode.BINARY) {
        next(CloseStatus.BAD_DATA, "send text, not binary");
      } else if (fits) {
        deliver();
      } else {
        next(CloseStatus.MESSAGE_TOO_LARGE, "the message is too large");
      }
    }
  }

  /** Asks for the next frame, closing first if there is a code; a close is answered by a frame. */
  private void next(int closeCode, String reason) {
    if (closeCode != 0) {
      close(closeCode, reason);
    }
    session.demand();
  }

  private void pong(Frame ping) {
    var payload = ByteBuffer.allocate(ping.getPayloadLength());
    if (ping.hasPayload()) {
      payload.put(ping.getPayload().duplicate()).flip();
    }
    session.sendFrame(new Frame(OpCode.PONG, payload), Callback.NOOP, false);
  }

  private void deliver() {
    String message;
    try {
      message = assembly.finish();
    } catch (CharacterCodingException e) {
      next(CloseStatus.BAD_PAYLOAD, "the text is not UTF-8");
      return;
    }
    guarded(
        () ->
            handler
                .received(message)
                .whenComplete(
                    (any, failure) -> {
                      if (failure != null) {
                        broken(failure);
                      }
                      session.demand();
                    }));
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      broken(e);
      if (!ended.get() && session != null && closing.get()) {
        session.demand();
      }
    }
  }

  private void broken(Throwable failure) {
    LOG.error("{}: a message handler failed", channel.name(), failure);
    close(CloseStatus.SERVER_ERROR, "internal error");
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    LOG.debug("{}: {}", channel.name(), cause.toString());
    beginClosing();
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    end(status.getCode());
    callback.succeeded();
  }

  /** The upgrade failed or the socket is closed; only the first call counts. */
  void end(int code) {
    closing.set(true);
    if (ended.compareAndSet(false, true)) {
      sockets.ended(this, session == null ? Ending.NOT_OPENED : ending.orElse(Ending.of(code)));
      if (session != null) {
        try {
          handler.closed(code);
        } catch (RuntimeException e) {
          LOG.error("{}: a close handler failed", channel.name(), e);
        }
      }
    }
  }
}
