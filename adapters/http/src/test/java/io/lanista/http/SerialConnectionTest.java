package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Jetty's threads do to one connection, held at the moment that matters. */
@Timeout(60)
class SerialConnectionTest {
  private final CountDownLatch secondHasLeft = new CountDownLatch(1);
  private final CompletableFuture<Boolean> openWhileFirstWasIn = new CompletableFuture<>();

  /** The thread that finds a message malformed stays until another has gone on and left. */
  private final class Held extends SerialConnection {
    private volatile Thread first;

    Held(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
      super(configuration, connector, endPoint);
    }

    @Override
    public void onFillable() {
      super.onFillable();
      if (first != null && first != Thread.currentThread()) {
        secondHasLeft.countDown();
      }
    }

    @Override
    protected RequestHandler newRequestHandler() {
      return new RequestHandler() {
        @Override
        public void badMessage(HttpException failure) {
          first = Thread.currentThread();
          super.badMessage(failure);
          try {
            boolean left = secondHasLeft.await(20, TimeUnit.SECONDS);
            openWhileFirstWasIn.complete(left && getEndPoint().isOpen());
          } catch (InterruptedException stopped) {
            openWhileFirstWasIn.completeExceptionally(stopped);
          }
        }
      };
    }
  }

  @Test
  void whoGoesOnAfterAMalformedMessageWaitsUntilItsReaderHasLeft() throws Exception {
    var server = new Server();
    var connector =
        new ServerConnector(
            server,
            new HttpConnectionFactory() {
              @Override
              public Connection newConnection(Connector of, EndPoint endPoint) {
                return configure(new Held(getHttpConfiguration(), of, endPoint), of, endPoint);
              }
            });
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.start();
    try (var socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      socket.setSoTimeout(20_000);
      var twice = "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n".repeat(2);
      socket.getOutputStream().write(twice.getBytes(StandardCharsets.US_ASCII));

      // A second reader would have closed it, and given back the buffer the first one uses.
      assertThat(openWhileFirstWasIn.get(30, TimeUnit.SECONDS)).isTrue();
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 400");
    } finally {
      server.stop();
    }
  }
}
