package io.lanista.sandbox;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes from one thread that never ends before them: a bubblewrap that is to die with
 * its parent dies with the thread that started it. Thread-safe.
 */
final class Starter implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread starter = new Thread(work, "sandbox-starter");
            starter.setDaemon(true);
            return starter;
          });

  /**
   * Starts one. If the caller is interrupted meanwhile, it is killed as soon as it is there.
   *
   * @throws IOException if it cannot be started
   */
  Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            started.complete(builder.start());
          } catch (IOException | RuntimeException failed) {
            started.completeExceptionally(failed);
          }
        });
    try {
      return started.get();
    } catch (InterruptedException hurry) {
      started.thenAccept(Process::destroyForcibly);
      throw hurry;
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause().getMessage(), failed.getCause());
    }
  }

  /** To be called when nothing that was started is left. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
