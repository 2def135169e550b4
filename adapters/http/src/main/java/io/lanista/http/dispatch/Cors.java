package io.lanista.http.dispatch;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Which pages of other origins may read answers. No cookies are used, so {@code *} is harmless. */
final class Cors {
  private static final String SENT = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID";

  // With every answer; encoded once.
  private static final HttpField ANY_ORIGIN =
      new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
  private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Origin");
  private static final HttpField EXPOSED =
      new PreEncodedHttpField("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");

  private final List<String> origins;

  Cors(List<String> origins) {
    this.origins = origins;
  }

  void allow(HttpFields request, HttpFields.Mutable response) {
    var origin = request.get(HttpHeader.ORIGIN);
    if (origins.contains("*")) {
      response.put(ANY_ORIGIN);
    } else {
      response.add(VARY);
      if (origin == null || !origins.contains(origin)) {
        return;
      }
      response.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response.put(EXPOSED);
  }

  void preflight(String methods, HttpFields.Mutable response) {
    response.put("Access-Control-Allow-Methods", methods);
    response.put("Access-Control-Allow-Headers", SENT);
    response.put("Access-Control-Max-Age", "3600");
  }
}
