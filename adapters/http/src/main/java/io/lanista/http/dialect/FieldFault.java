package io.lanista.http.dialect;

import java.util.List;
import java.util.Objects;

/**
 * One thing wrong with a request.
 *
 * @param location outermost first: {@code body}, {@code query} or {@code path}, then keys or
 *     indexes
 * @param type a stable snake_case word for programs, such as {@code missing}
 */
public record FieldFault(List<String> location, String message, String type) {
  public FieldFault {
    location = List.copyOf(location);
    Objects.requireNonNull(message);
    Objects.requireNonNull(type);
  }
}
