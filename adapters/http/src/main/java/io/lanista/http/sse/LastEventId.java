package io.lanista.http.sse;

import io.lanista.http.dialect.Failure;
import io.lanista.http.dialect.FailureException;
import io.lanista.http.dialect.FieldFault;
import io.lanista.http.route.QueryParam;
import io.lanista.ports.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Where a client wants to go on: by its header, or by the query for those that cannot send one. */
public final class LastEventId {
  public static final String HEADER = "Last-Event-ID";

  /** What is longer than the longest id is refused, not read. */
  public static final QueryParam QUERY =
      QueryParam.text(
          "last_event_id", 100, "As the header " + HEADER + ", which counts if both are there.");

  private static final Pattern FORM = Pattern.compile("[0-9]{1,18}");

  private LastEventId() {}

  /**
   * The id, empty if none was sent. Browsers send the header when they come back, so that it is
   * newer than the query.
   *
   * @throws FailureException 400 if it is no id
   */
  public static OptionalLong read(Optional<String> header, Optional<String> query) {
    var sent = header.filter(h -> !h.isBlank()).isPresent();
    var text = sent ? header : query;
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!FORM.matcher(text.get()).matches()) {
      throw refused(sent ? List.of("header", HEADER) : List.of("query", QUERY.name()));
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }

  private static FailureException refused(List<String> place) {
    var message =
        place.get(1)
            + " is the id of the last event you saw, a whole number such as 17; leave it out to"
            + " begin with the state of now.";
    return new FailureException(
        new Failure(
            400,
            ErrorCode.INVALID_REQUEST,
            message,
            List.of(new FieldFault(place, message, "int_type"))));
  }
}
