package io.lanista.http.dispatch;

import io.lanista.http.json.Faults;
import io.lanista.http.json.Place;
import io.lanista.http.route.QueryParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Reads the declared query parameters; others are ignored. */
final class QueryValues {
  private static final Place QUERY = Place.root("query");

  private QueryValues() {}

  /** Values by name: String, Long or Boolean; absent ones are not in the map. */
  static Map<String, Object> read(Request request, List<QueryParam> declared, Faults faults) {
    if (declared.isEmpty()) {
      return Map.of();
    }
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      faults.add(QUERY, "query_invalid", "The query is not properly percent-encoded UTF-8.");
      return Map.of();
    }
    var values = new HashMap<String, Object>();
    for (var param : declared) {
      var sent = fields.getValues(param.name());
      if (sent != null && sent.size() == 1) {
        var value = value(param, sent.get(0), faults);
        if (value != null) {
          values.put(param.name(), value);
        }
      } else if (sent != null && sent.size() > 1) {
        faults.add(QUERY.at(param.name()), "repeated", "This may be given once.");
      } else if (param.required()) {
        faults.add(
            QUERY.at(param.name()), "missing", "The parameter '" + param.name() + "' is required.");
      }
    }
    return values;
  }

  private static Object value(QueryParam param, String text, Faults faults) {
    var place = QUERY.at(param.name());
    return switch (param.kind()) {
      case TEXT ->
          text.length() >= param.min() && text.length() <= param.max()
              ? text
              : faults.add(
                  place,
                  "out_of_range",
                  "This must have " + param.min() + ".." + param.max() + " characters.");
      case INTEGER -> integer(param, text, place, faults);
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Boolean.valueOf(text)
              : faults.add(place, "bool_type", "This must be true or false.");
    };
  }

  private static Object integer(QueryParam param, String text, Place place, Faults faults) {
    try {
      var number = Long.parseLong(text);
      if (number >= param.min() && number <= param.max()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number out of range.
    }
    return faults.add(
        place,
        "out_of_range",
        "This must be a whole number " + param.min() + ".." + param.max() + ".");
  }
}
