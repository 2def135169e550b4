package io.lanista.ports.sandbox;

/**
 * A program could not be started or has ended. The message says why: to the program's owner, or, if
 * it is the engine's fault, to the operator.
 */
public final class SandboxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean engines;

  /** The program's own fault. */
  public SandboxException(String message) {
    this(message, null, false);
  }

  /** The program's own fault. */
  public SandboxException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private SandboxException(String message, Throwable cause, boolean engines) {
    super(message, cause);
    this.engines = engines;
  }

  /** The fault of the engine or its machine, which must cost no player a game. */
  public static SandboxException engines(String message) {
    return new SandboxException(message, null, true);
  }

  /** The fault of the engine or its machine, which must cost no player a game. */
  public static SandboxException engines(String message, Throwable cause) {
    return new SandboxException(message, cause, true);
  }

  /** Whether the engine or its machine is at fault, and not the program. */
  public boolean isEngines() {
    return engines;
  }
}
