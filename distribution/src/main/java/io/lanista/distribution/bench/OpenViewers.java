package io.lanista.distribution.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Opens many viewers, several at a time. */
final class OpenViewers {
  private static final int AT_ONCE = 8;

  private OpenViewers() {}

  /**
   * So many viewers of one path.
   *
   * @param receiveBuffer of each in the kernel, in bytes, or {@link ViewerConnection#USUAL}
   */
  static List<ViewerConnection> of(URI server, String path, int count, int receiveBuffer)
      throws IOException {
    ExecutorService opening = Executors.newFixedThreadPool(AT_ONCE);
    Callable<ViewerConnection> open = () -> ViewerConnection.open(server, path, receiveBuffer);
    List<Future<ViewerConnection>> started = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        started.add(opening.submit(open));
      }
      List<ViewerConnection> opened = new ArrayList<>();
      for (Future<ViewerConnection> one : started) {
        opened.add(one.get());
      }
      return opened;
    } catch (ExecutionException failed) {
      opening.shutdownNow();
      for (Future<ViewerConnection> one : started) {
        close(one);
      }
      throw new IOException(failed.getCause().getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while viewers were opened.", interrupted);
    } finally {
      opening.shutdownNow();
    }
  }

  private static void close(Future<ViewerConnection> one) throws IOException {
    if (one.isDone()) {
      try {
        one.get().channel().close();
      } catch (ExecutionException | java.util.concurrent.CancellationException notOpened) {
        // Nothing to close.
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
