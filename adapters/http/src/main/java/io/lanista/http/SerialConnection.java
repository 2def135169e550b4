package io.lanista.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Jetty's HTTP/1.1 connection, but never read by two threads at once. Jetty 12.1.12 answers a
 * malformed message on another thread, which then goes on with the connection although the first
 * one has not left it: both may give the same buffer back to the pool, where it then serves two
 * connections, and one of them loses what its client sent, or reads another's.
 */
class SerialConnection extends HttpConnection {
  private final AtomicInteger turns = new AtomicInteger();

  SerialConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
    super(configuration, connector, endPoint);
  }

  /** Whoever comes while another thread is here leaves its turn to that one, and waits for none. */
  @Override
  public void onFillable() {
    if (turns.getAndIncrement() > 0) {
      return;
    }
    boolean more = true;
    while (more) {
      try {
        super.onFillable();
      } catch (Throwable broken) {
        // Nobody would take the turns that are noted, and nothing be read any more.
        getEndPoint().close(broken);
        throw broken;
      } finally {
        more = turns.decrementAndGet() > 0;
      }
    }
  }

  /** Makes such connections. */
  static final class Factory extends HttpConnectionFactory {
    Factory(HttpConfiguration configuration) {
      super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      var connection = new SerialConnection(getHttpConfiguration(), connector, endPoint);
      connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
      return configure(connection, connector, endPoint);
    }
  }
}
