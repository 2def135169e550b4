package io.lanista.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.http.dialect.NetplayDialect;
import io.lanista.http.route.Content;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteFamily;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Serves the document and its page, as routes that are themselves in the document. */
public final class DocumentRoutes {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>API</title>
      <link rel="stylesheet" href="/docs/swagger-ui.css"></head>
      <body><p style="margin: 1em; font-family: sans-serif">WebSocket messages are described in
      <a href="/asyncapi.json">/asyncapi.json</a>.</p><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script>
      <script>SwaggerUIBundle({url: "/openapi.json", dom_id: "#api"})</script></body></html>
      """;

  private DocumentRoutes() {}

  /** The families, and with the root family (made if there is none) the document's routes. */
  public static List<RouteFamily> addTo(List<RouteFamily> families, ApiInfo info) {
    var all = new ArrayList<>(families);
    var root = families.stream().filter(f -> f.prefix().isEmpty()).findFirst();
    root.ifPresent(all::remove);
    // The handler is only called once the document exists, which needs the list of routes first.
    var document = new CompletableFuture<JsonNode>();
    var messages = new CompletableFuture<JsonNode>();
    var assets = new PageAssets();
    var routes = new ArrayList<Route<?, ?>>();
    root.ifPresent(family -> routes.addAll(family.routes()));
    routes.add(
        Route.get("openApiDocument", "/openapi.json", JsonNode.class)
            .tag("docs")
            .summary("This document.")
            .handle((call, none) -> document));
    routes.add(
        Route.get("asyncApiDocument", "/asyncapi.json", JsonNode.class)
            .tag("docs")
            .summary("The messages of the WebSockets.")
            .handle((call, none) -> messages));
    routes.add(
        Route.get("docsPage", "/docs", Content.class)
            .tag("docs")
            .summary("A page to read and try the API.")
            .handle(
                (call, none) ->
                    CompletableFuture.completedFuture(Content.text("text/html", PAGE))));
    routes.add(
        Route.get("docsAsset", "/docs/{file}", Content.class)
            .tag("docs")
            .summary("A file of the page.")
            .errors(ErrorCode.ROUTE_NOT_FOUND)
            .handleBlocking(
                (call, none) -> {
                  call.respondWith("Cache-Control", "public, max-age=86400");
                  return assets
                      .find(call.path("file"))
                      .orElseThrow(
                          () ->
                              new EngineException(
                                  ErrorCode.ROUTE_NOT_FOUND, "The page has no such file."));
                }));
    var channels = root.map(RouteFamily::channels).orElse(List.of());
    var dialect = root.map(RouteFamily::dialect).orElseGet(NetplayDialect::new);
    var streams = root.map(RouteFamily::streams).orElse(List.of());
    all.add(0, new RouteFamily("", dialect, routes, channels, streams));
    return complete(document, messages, all, info);
  }

  /** A family whose types are wrong has no document; the check of the routes reports it. */
  private static List<RouteFamily> complete(
      CompletableFuture<JsonNode> document,
      CompletableFuture<JsonNode> messages,
      List<RouteFamily> all,
      ApiInfo info) {
    try {
      document.complete(OpenApi.document(all, info));
      messages.complete(AsyncApi.document(all, info));
    } catch (IllegalArgumentException e) {
      document.completeExceptionally(e);
      messages.completeExceptionally(e);
    }
    return all;
  }
}
