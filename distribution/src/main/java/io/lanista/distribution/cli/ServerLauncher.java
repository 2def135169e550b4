package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.LanistaConfig;
import java.net.URI;

/** Starts a server. */
@FunctionalInterface
public interface ServerLauncher {
  /**
   * Starts everything and returns once requests are answered. What was started before a failure is
   * stopped again.
   *
   * @throws StartupException if the operator has to put something right
   */
  Running start(LanistaConfig config) throws StartupException;

  /** A server at work. Thread-safe. */
  interface Running extends AutoCloseable {
    /** Where it answers, with the port it really has. */
    URI address();

    /** Returns when it has stopped. */
    void awaitStop() throws InterruptedException;

    /**
     * Refuses new work, finishes what is in flight within the configured grace, tells connected
     * clients, stops. A second call waits for the first.
     */
    @Override
    void close();
  }
}
