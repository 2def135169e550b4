package io.lanista.http.dialect;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.List;
import java.util.Objects;

/**
 * An error answer before a dialect words it.
 *
 * @param status of the code, except where the protocol itself was broken
 * @param faults the fields at fault; empty when it is not about fields
 */
public record Failure(int status, ErrorCode code, String message, List<FieldFault> faults) {
  public Failure {
    Objects.requireNonNull(code);
    faults = List.copyOf(faults);
    if (message == null || message.isBlank()) {
      message = Statuses.title(code);
    }
  }

  public Failure(ErrorCode code, String message, List<FieldFault> faults) {
    this(Statuses.of(code), code, message, faults);
  }

  public Failure(ErrorCode code, String message) {
    this(code, message, List.of());
  }

  /** The same, where the protocol says another status. */
  public Failure with(int other) {
    return new Failure(other, code, message, faults);
  }

  public static Failure of(EngineException e) {
    if (e.code().category() != ErrorCode.Category.INVALID) {
      return new Failure(e.code(), e.getMessage());
    }
    var location = e.location().isEmpty() ? List.of("body") : e.location();
    var type = Statuses.word(e.code());
    return new Failure(
        e.code(), e.getMessage(), List.of(new FieldFault(location, e.getMessage(), type)));
  }
}
