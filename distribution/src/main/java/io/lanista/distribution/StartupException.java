package io.lanista.distribution;

/**
 * Something the operator has to put right before the program can do its work. The message says what
 * was found and what to do; it is shown as it is, without a stack trace.
 */
public final class StartupException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
