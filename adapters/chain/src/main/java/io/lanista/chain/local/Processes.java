package io.lanista.chain.local;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits for programs, with an end to the patience. */
final class Processes {
  private Processes() {}

  /**
   * Returns when a program has ended.
   *
   * @throws IOException if it did not in time; it is gone then
   */
  static void await(Process process, long seconds, String what) throws IOException {
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    kill(process);
    throw new IOException(what + " did not end within " + seconds + " s.");
  }

  /** SIGKILL to a program and what it started. */
  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
