package io.lanista.ports.sandbox;

import java.util.Optional;

/**
 * Runs programs that nobody vouches for, so that they can reach nothing but their own files and the
 * lines they exchange with us. Thread-safe.
 */
public interface Sandbox extends AutoCloseable {
  /**
   * Why nothing can be started here, in a sentence that says how to mend it; empty if it can. Found
   * out once, by starting something; one who is interrupted meanwhile stays so, and learns nothing.
   */
  Optional<String> whyUnavailable();

  /** Whether what is started here is really confined; false only if the operator asked for that. */
  boolean isConfining();

  /**
   * Starts a program. Returns when it was let go, or fails within {@code program.limits().start()}.
   *
   * @throws SandboxException if it cannot be started; it says whose fault that is
   */
  Confined start(ConfinedProgram program) throws SandboxException, InterruptedException;

  /** Kills everything that still runs. */
  @Override
  void close();
}
