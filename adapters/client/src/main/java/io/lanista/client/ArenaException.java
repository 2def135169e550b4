package io.lanista.client;

import java.util.Optional;

/**
 * The arena refused, failed or could not be reached. The message says what was asked and why it did
 * not work; it never holds a queue id or an API key.
 */
public final class ArenaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The status of a call that got no answer. */
  public static final int NO_ANSWER = 0;

  private final int status;
  private final String code;
  private final String detail;

  ArenaException(String purpose, int status, String code, String detail, Throwable cause) {
    super(
        "Could not " + purpose + (status == NO_ANSWER ? ": " : " (HTTP " + status + "): ") + detail,
        cause);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  static ArenaException unanswered(String purpose, String detail, Throwable cause) {
    return new ArenaException(purpose, NO_ANSWER, null, detail, cause);
  }

  /** The HTTP status, or a WebSocket's close code, or {@link #NO_ANSWER}. */
  public int status() {
    return status;
  }

  /** The error's word for programs, where the arena gives one (its native routes do). */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** The arena's own sentence, or why there was no answer. */
  public String detail() {
    return detail;
  }
}
