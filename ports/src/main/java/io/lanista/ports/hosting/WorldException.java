package io.lanista.ports.hosting;

/** A world failed: it did not start, ended or hangs. The message tells the operator why. */
public final class WorldException extends Exception {
  private static final long serialVersionUID = 1L;

  public WorldException(String message) {
    super(message);
  }

  public WorldException(String message, Throwable cause) {
    super(message, cause);
  }
}
