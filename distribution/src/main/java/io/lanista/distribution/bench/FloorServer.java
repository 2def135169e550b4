package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Plain Jetty, set up like Lanista's own, with one handler. */
final class FloorServer {
  private final Server server = new Server(new QueuedThreadPool(64, 4));
  private final ServerConnector connector;

  FloorServer() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, -1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    // Connections rest while the engine is measured.
    connector.setIdleTimeout(Duration.ofHours(1).toMillis());
    server.addConnector(connector);
  }

  Server server() {
    return server;
  }

  /** Serves until the input ends, which is when the bench that started this process is gone. */
  void serve(Handler handler, InputStream until, PrintWriter out)
      throws StartupException, IOException {
    server.setHandler(handler);
    try {
      server.start();
      out.println("The floor is listening on http://127.0.0.1:" + connector.getLocalPort());
      out.flush();
      until.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new StartupException("The floor's server did not start: " + failed, failed);
    }
  }
}
