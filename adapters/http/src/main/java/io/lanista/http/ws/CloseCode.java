package io.lanista.http.ws;

import io.lanista.ports.error.ErrorCode;

/** With which code a WebSocket is closed: 4000 and a number that recalls an HTTP status. */
public final class CloseCode {
  public static final int NORMAL = 1000;
  public static final int UNKNOWN = 4004;
  public static final int REFUSED = 4003;
  public static final int INVALID = 4022;
  public static final int TRY_LATER = 4013;

  private CloseCode() {}

  /** The code for what went wrong; a match that is over is a normal end. */
  public static int of(ErrorCode code) {
    return switch (code.category()) {
      case UNKNOWN -> UNKNOWN;
      case CONFLICT -> code == ErrorCode.MATCH_FINISHED ? NORMAL : REFUSED;
      case INVALID, TOO_LARGE, METHOD -> INVALID;
      case UNAUTHENTICATED, FORBIDDEN, REFUSED -> REFUSED;
      case RATE_LIMITED, CAPACITY, EXTERNAL, INTERNAL -> TRY_LATER;
    };
  }
}
