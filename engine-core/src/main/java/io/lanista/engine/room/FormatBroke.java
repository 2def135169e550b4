package io.lanista.engine.room;

/** A room's format cannot go on with it; the message says so to its members. */
final class FormatBroke extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FormatBroke(String message, Throwable cause) {
    super(message, cause);
  }
}
