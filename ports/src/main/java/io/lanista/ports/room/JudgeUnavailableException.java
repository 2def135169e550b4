package io.lanista.ports.room;

/** A judge gave no answer that can be used. The message tells the operator why, without secrets. */
public final class JudgeUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public JudgeUnavailableException(String message) {
    super(message);
  }

  public JudgeUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
