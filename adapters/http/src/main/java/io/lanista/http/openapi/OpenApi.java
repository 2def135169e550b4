package io.lanista.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.http.dialect.Dialect;
import io.lanista.http.json.JsonTypes;
import io.lanista.http.json.Schemas;
import io.lanista.http.route.Access;
import io.lanista.http.route.RouteFamily;
import io.lanista.http.sse.EventStream;
import io.lanista.http.ws.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes the OpenAPI 3.1 document of the routes and channels that are served. */
public final class OpenApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  /** What the server itself may answer instead of becoming a WebSocket. */
  private static final Map<Integer, String> REFUSALS =
      new TreeMap<>(
          Map.of(
              400, "The handshake, or the query, is malformed.",
              426, "The request does not ask for a WebSocket.",
              429, "rate_limited",
              500, "internal",
              503, "busy, shutting_down"));

  private OpenApi() {}

  /**
   * @throws IllegalArgumentException if a route's types cannot be described
   */
  public static ObjectNode document(List<RouteFamily> families, ApiInfo info) {
    var document = JSON.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", info.title())
        .put("version", info.version())
        .put("description", info.description());
    var paths = document.putObject("paths");
    var schemas = new Schemas();
    var problems = new ArrayList<String>();
    for (var family : families) {
      var types = new JsonTypes(family.dialect().naming(), problems);
      var operations = new Operations(family.dialect(), types, schemas);
      for (var route : family.routes()) {
        item(paths, route.template())
            .set(route.verb().name().toLowerCase(Locale.ROOT), operations.of(route));
      }
      family
          .channels()
          .forEach(
              channel -> item(paths, channel.template()).set("get", of(channel, family.dialect())));
      for (EventStream stream : family.streams()) {
        item(paths, stream.template()).set("get", operations.of(stream));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    var components = document.putObject("components");
    components.set("schemas", schemas.named());
    var security = components.putObject("securitySchemes");
    for (var scheme : List.of("admin", "judge", "key")) {
      security.putObject(scheme).put("type", "http").put("scheme", "bearer");
    }
    return document;
  }

  private static ObjectNode item(ObjectNode paths, String template) {
    return paths.has(template) ? (ObjectNode) paths.get(template) : paths.putObject(template);
  }

  private static ObjectNode of(Channel channel, Dialect dialect) {
    var operation = JSON.objectNode().put("operationId", channel.name());
    operation.put("summary", channel.summary()).put("x-websocket", true);
    operation.putArray("tags").add(channel.tag());
    var parameters = operation.putArray("parameters");
    pathParameters(channel.template(), parameters);
    channel.query().forEach(param -> parameters.add(Operations.query(param)));
    security(channel.access(), operation);
    var responses = operation.putObject("responses");
    responses.putObject("101").put("description", "The connection becomes a WebSocket.");
    Map<Integer, String> refusals = new TreeMap<>(REFUSALS);
    if (channel.access() != Access.OPEN) {
      refusals.put(401, "unauthenticated");
    }
    refusals.forEach(
        (status, description) ->
            responses
                .putObject(status.toString())
                .put("description", description)
                .putObject("content")
                .putObject(dialect.errorMediaType())
                .set("schema", dialect.errorSchema(status)));
    return operation;
  }

  static void pathParameters(String template, ArrayNode parameters) {
    var matcher = PARAMETER.matcher(template);
    while (matcher.find()) {
      parameters
          .addObject()
          .put("name", matcher.group(1))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
  }

  private static String scheme(Access access) {
    return switch (access) {
      case ADMIN -> "admin";
      case JUDGE -> "judge";
      case OPEN, KEY, KEY_OPTIONAL -> "key";
    };
  }

  static void security(Access access, ObjectNode operation) {
    if (access != Access.OPEN) {
      var either = operation.putArray("security");
      if (access == Access.KEY_OPTIONAL) {
        either.addObject();
      }
      either.addObject().putArray(scheme(access));
    }
  }
}
