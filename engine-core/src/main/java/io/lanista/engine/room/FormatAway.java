package io.lanista.engine.room;

/** A room's format gives no answer now; the message says why. */
final class FormatAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean late;

  /**
   * Nothing was answered.
   *
   * @param late whether it was called and took too long
   */
  FormatAway(String message, boolean late) {
    super(message, null, false, false);
    this.late = late;
  }

  boolean isLate() {
    return late;
  }
}
