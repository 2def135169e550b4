package io.lanista.ports.replay;

/** Bytes that are not a recording of this game. The message tells the uploader what is wrong. */
public final class InvalidReplayException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidReplayException(String message) {
    super(message);
  }
}
