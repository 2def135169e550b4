package io.lanista.http.route;

import java.util.Objects;

/**
 * One query parameter of a route: checked before the handler runs and shown in the document.
 *
 * @param min smallest number, or fewest characters of a text
 * @param max largest number, or most characters of a text
 */
public record QueryParam(
    String name, Kind kind, boolean required, long min, long max, String description) {
  /** What the text of the parameter must be. */
  public enum Kind {
    TEXT,
    INTEGER,
    BOOLEAN
  }

  public QueryParam {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(description);
    if (name.isBlank() || min > max) {
      throw new IllegalArgumentException(
          "query parameter '" + name + "' needs a name and bounds in order");
    }
  }

  /** An optional text of at most {@code max} characters. */
  public static QueryParam text(String name, int max, String description) {
    return new QueryParam(name, Kind.TEXT, false, 0, max, description);
  }

  /** An optional whole number between the bounds, both included. */
  public static QueryParam integer(String name, long min, long max, String description) {
    return new QueryParam(name, Kind.INTEGER, false, min, max, description);
  }

  /** An optional {@code true} or {@code false}. */
  public static QueryParam flag(String name, String description) {
    return new QueryParam(name, Kind.BOOLEAN, false, 0, 0, description);
  }

  /** The same parameter, refused when absent. */
  public QueryParam mandatory() {
    return new QueryParam(name, kind, true, min, max, description);
  }
}
