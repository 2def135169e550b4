package io.lanista.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A network between an engine and its database that can hold back what the connections of a moment
 * send or are answered, while new connections pass.
 */
final class StallingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final List<Pump> pumps = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  StallingProxy(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept, "proxy-accept");
  }

  int port() {
    return listening.getLocalPort();
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(client, server));
        Pump requests = new Pump(client, server, true);
        Pump answers = new Pump(server, client, false);
        pumps.addAll(List.of(requests, answers));
        start(requests, "proxy-requests");
        start(answers, "proxy-answers");
      }
    } catch (IOException closed) {
      // Closing the socket is how this ends.
    }
  }

  /** From now on the server hears nothing more from those connected now. */
  void holdRequests() {
    pumps.stream().filter(pump -> pump.requests).forEach(Pump::hold);
  }

  /** From now on those connected now hear nothing more from the server. */
  void holdAnswers() {
    pumps.stream().filter(pump -> !pump.requests).forEach(Pump::hold);
  }

  /** Passes on what was held back. */
  void release() {
    pumps.forEach(Pump::release);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    release();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static final class Pump implements Runnable {
    private final Socket from;
    private final Socket to;
    private final boolean requests;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Pump(Socket from, Socket to, boolean requests) {
      this.from = from;
      this.to = to;
      this.requests = requests;
    }

    void hold() {
      gate = new CountDownLatch(1);
    }

    void release() {
      gate.countDown();
    }

    @Override
    public void run() {
      byte[] chunk = new byte[8192];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          if (!gate.await(60, TimeUnit.SECONDS)) {
            return;
          }
          out.write(chunk, 0, n);
          out.flush();
        }
        // That one side is gone is held back too.
        gate.await(60, TimeUnit.SECONDS);
      } catch (IOException | InterruptedException ended) {
        // With the connection.
      }
    }
  }
}
