package io.lanista.http.openapi;

import io.lanista.http.route.RouteFamily;
import java.util.List;

/** Serves the document and its page. */
public final class DocumentRoutes {
  private DocumentRoutes() {}

  public static List<RouteFamily> addTo(List<RouteFamily> families, ApiInfo info) {
    return families;
  }
}
