package io.lanista.http.dialect;

import io.lanista.ports.error.ErrorCode;
import java.util.Locale;

/** The one place where an error becomes an HTTP status. */
public final class Statuses {
  private Statuses() {}

  public static int of(ErrorCode code) {
    return switch (code.category()) {
      case INVALID -> 422;
      case UNKNOWN -> 404;
      case METHOD -> 405;
      case REFUSED -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case RATE_LIMITED -> 429;
      case CAPACITY, EXTERNAL -> 503;
      case INTERNAL -> 500;
    };
  }

  /** The code as clients see it: lower snake case. */
  public static String word(ErrorCode code) {
    return code.name().toLowerCase(Locale.ROOT);
  }

  /** The code in words, such as "Match not found". */
  public static String title(ErrorCode code) {
    var words = word(code).replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
