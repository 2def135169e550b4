package io.lanista.distribution.bench;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/**
 * The floor of a broadcast: every line that is posted goes to every viewer as a message of its own,
 * encoded and flushed for each, as {@code Session.sendText} does it. It bounds nothing and checks
 * nothing.
 */
final class PlainBroadcast extends Handler.Abstract {
  private final Set<CoreSession> viewers = ConcurrentHashMap.newKeySet();

  /** Upgrades every WebSocket to a viewer; everything else is an upload. */
  static Handler on(Server server) {
    PlainBroadcast broadcast = new PlainBroadcast();
    WebSocketUpgradeHandler upgrades = new WebSocketUpgradeHandler();
    WebSocketNegotiator negotiator = (request, response, callback) -> broadcast.new Viewing();
    upgrades.addMapping("/*", negotiator);
    upgrades.setHandler(broadcast);
    upgrades.setServer(server);
    return upgrades;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    try (InputStream body = Content.Source.asInputStream(request)) {
      String lines = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      lines.lines().forEach(this::send);
    }
    Content.Sink.write(response, true, "{\"success\":true}", callback);
    return true;
  }

  private void send(String message) {
    for (CoreSession viewer : viewers) {
      viewer.sendFrame(new Frame(OpCode.TEXT, message), Callback.NOOP, false);
    }
  }

  private final class Viewing implements FrameHandler {
    private CoreSession session;

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
      session = opened;
      viewers.add(opened);
      callback.succeeded();
      opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
      callback.succeeded();
      session.demand();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
      callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
      viewers.remove(session);
      callback.succeeded();
    }
  }
}
