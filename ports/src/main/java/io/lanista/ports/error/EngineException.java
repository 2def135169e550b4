package io.lanista.ports.error;

import java.util.List;
import java.util.Objects;

/**
 * The one exception the engine answers callers with. Its message is written for the caller: what
 * was wrong and what to do; it never carries a secret.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<String> location;

  public EngineException(ErrorCode code, String message) {
    this(code, message, List.of(), null);
  }

  public EngineException(ErrorCode code, String message, Throwable cause) {
    this(code, message, List.of(), cause);
  }

  private EngineException(ErrorCode code, String message, List<String> location, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code);
    this.location = List.copyOf(location);
  }

  /** An error that one field of the request body caused. */
  public static EngineException field(ErrorCode code, String field, String message) {
    return new EngineException(code, message, List.of("body", field), null);
  }

  /** An error that one query parameter caused. */
  public static EngineException query(ErrorCode code, String parameter, String message) {
    return new EngineException(code, message, List.of("query", parameter), null);
  }

  public ErrorCode code() {
    return code;
  }

  /** Where in the request the fault is, outermost first; empty when it is not one field's. */
  public List<String> location() {
    return location == null ? List.of() : location;
  }
}
