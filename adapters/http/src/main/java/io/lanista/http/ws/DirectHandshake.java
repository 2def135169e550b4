package io.lanista.http.ws;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.server.internal.AbstractHandshaker;
import org.eclipse.jetty.websocket.core.server.internal.RFC6455Negotiation;
import org.eclipse.jetty.websocket.core.server.internal.WebSocketNegotiation;
import org.eclipse.jetty.websocket.core.util.WebSocketUtils;

/**
 * The upgrade of RFC 6455, as Jetty does it, but with a connection that sends everything through
 * the socket's {@link Outgoing}. Reading, parsing and the closing handshake stay Jetty's. Its own
 * class for this is final; what is used of Jetty's internals here is what to look at when its
 * version changes.
 */
final class DirectHandshake extends AbstractHandshaker {
  @Override
  public boolean isWebSocketUpgradeRequest(Request request) {
    return HttpMethod.GET.is(request.getMethod())
        && HttpVersion.HTTP_1_1.is(request.getConnectionMetaData().getProtocol())
        && super.isWebSocketUpgradeRequest(request);
  }

  @Override
  protected WebSocketNegotiation newNegotiation(
      Request request, Response response, Callback callback, WebSocketComponents components) {
    return new RFC6455Negotiation(request, response, callback, components);
  }

  @Override
  protected boolean validateNegotiation(WebSocketNegotiation negotiation) {
    if (!super.validateNegotiation(negotiation)) {
      return false;
    }
    if (((RFC6455Negotiation) negotiation).getKey() == null) {
      throw new WebSocketException("the header Sec-WebSocket-Key is missing");
    }
    return true;
  }

  @Override
  protected WebSocketConnection createWebSocketConnection(
      Request request, WebSocketCoreSession session) {
    var about = request.getConnectionMetaData();
    var endPoint = about.getConnection().getEndPoint();
    var connector = about.getConnector();
    var connection =
        new DirectConnection(
            endPoint,
            connector.getExecutor(),
            connector.getScheduler(),
            connector.getByteBufferPool(),
            session,
            ((OpenSocket) session.getHandler()).writesTo(endPoint));
    session.setWebSocketConnection(connection);
    return connection;
  }

  @Override
  protected void prepareResponse(Response response, WebSocketNegotiation negotiation) {
    response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.UPGRADE, "websocket");
    headers.put(HttpHeader.CONNECTION, "Upgrade");
    headers.put(
        HttpHeader.SEC_WEBSOCKET_ACCEPT,
        WebSocketUtils.hashKey(((RFC6455Negotiation) negotiation).getKey()));
  }

  private static final class DirectConnection extends WebSocketConnection {
    private final Outgoing outgoing;

    DirectConnection(
        EndPoint endPoint,
        Executor executor,
        Scheduler scheduler,
        ByteBufferPool buffers,
        WebSocketCoreSession session,
        Outgoing outgoing) {
      super(endPoint, executor, scheduler, buffers, session);
      this.outgoing = outgoing;
    }

    @Override
    public void enqueueFrame(OutgoingEntry entry) {
      outgoing.send(entry.getFrame(), entry.getCallback());
    }

    @Override
    public void onClose(Throwable cause) {
      super.onClose(cause);
      outgoing.failed(cause == null ? new ClosedChannelException() : cause);
    }
  }
}
