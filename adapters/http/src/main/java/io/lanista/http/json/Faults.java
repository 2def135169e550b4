package io.lanista.http.json;

import io.lanista.http.dialect.Failure;
import io.lanista.http.dialect.FieldFault;
import io.lanista.ports.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one request, so that its sender learns everything at once. */
public final class Faults {
  /** A hostile body could otherwise make an answer larger than itself. */
  private static final int MOST = 20;

  private final List<FieldFault> found = new ArrayList<>();
  private ErrorCode code = ErrorCode.INVALID_REQUEST;
  private int count;

  /** Records a fault and returns null, the value of everything that could not be read. */
  public Object add(Place place, String type, String message) {
    count++;
    if (found.size() < MOST) {
      found.add(new FieldFault(place.path(), message, type));
    }
    return null;
  }

  /** The same for a rule that has an error code of its own; the last one names the failure. */
  void add(Place place, ErrorCode own, String type, String message) {
    code = own;
    add(place, type, message);
  }

  public int count() {
    return count;
  }

  /** All of them as one failure; its message is the first one's. */
  public Failure failure() {
    return new Failure(code, found.get(0).message(), found);
  }
}
