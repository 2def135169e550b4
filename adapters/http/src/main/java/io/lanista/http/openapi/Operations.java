package io.lanista.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.http.dialect.Dialect;
import io.lanista.http.dialect.Statuses;
import io.lanista.http.json.JsonTypes;
import io.lanista.http.json.Schemas;
import io.lanista.http.route.Access;
import io.lanista.http.route.Body;
import io.lanista.http.route.Content;
import io.lanista.http.route.Download;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.sse.EventStream;
import io.lanista.http.sse.LastEventId;
import io.lanista.ports.error.ErrorCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Describes the routes of one family. */
final class Operations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Dialect dialect;
  private final JsonTypes types;
  private final Schemas schemas;

  Operations(Dialect dialect, JsonTypes types, Schemas schemas) {
    this.dialect = dialect;
    this.types = types;
    this.schemas = schemas;
  }

  ObjectNode of(Route<?, ?> route) {
    var operation = JSON.objectNode().put("operationId", route.name());
    if (!route.summary().isEmpty()) {
      operation.put("summary", route.summary());
    }
    if (!route.tag().isEmpty()) {
      operation.putArray("tags").add(route.tag());
    }
    var parameters = JSON.arrayNode();
    OpenApi.pathParameters(route.template(), parameters);
    route.query().forEach(param -> parameters.add(query(param)));
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    if (route.body().kind() != Body.Kind.NONE) {
      operation.set("requestBody", body(route.body()));
    }
    OpenApi.security(route.access(), operation);
    var responses = operation.putObject("responses");
    responses.set(Integer.toString(route.status()), success(route));
    if (route.answer() == Download.class) {
      responses
          .putObject("206")
          .put("description", "The part that a Range header asks for.")
          .putObject("content")
          .putObject("*/*");
      responses.putObject("304").put("description", "You have it: If-None-Match names its ETag.");
    }
    errors(route)
        .forEach((status, codes) -> responses.set(status.toString(), error(status, codes)));
    return operation;
  }

  ObjectNode of(EventStream stream) {
    var operation = JSON.objectNode().put("operationId", stream.name());
    operation.put("summary", stream.summary()).putArray("tags").add(stream.tag());
    var parameters = operation.putArray("parameters");
    OpenApi.pathParameters(stream.template(), parameters);
    parameters
        .addObject()
        .put("name", LastEventId.HEADER)
        .put("in", "header")
        .put("required", false)
        .put("description", "The id of the last event that was seen; what came after it is sent.")
        .putObject("schema")
        .put("type", "string")
        .put("pattern", "^[0-9]{1,18}$");
    parameters.add(query(LastEventId.QUERY));
    OpenApi.security(stream.access(), operation);
    var responses = operation.putObject("responses");
    responses
        .putObject("200")
        .put("description", "Events, as they happen.")
        .putObject("content")
        .putObject("text/event-stream")
        .putObject("schema")
        .put("type", "string");
    responses.putObject("204").put("description", "There are no more events: do not come back.");
    responses.set("400", error(400, Set.of(Statuses.word(ErrorCode.INVALID_REQUEST))));
    byStatus(usual(stream.access(), stream.errors()))
        .forEach((status, codes) -> responses.set(status.toString(), error(status, codes)));
    return operation;
  }

  static ObjectNode query(QueryParam param) {
    var node = JSON.objectNode().put("name", param.name()).put("in", "query");
    node.put("required", param.required()).put("description", param.description());
    node.set("schema", schema(param));
    return node;
  }

  static ObjectNode schema(QueryParam param) {
    var schema = JSON.objectNode();
    return switch (param.kind()) {
      case TEXT ->
          schema.put("type", "string").put("minLength", param.min()).put("maxLength", param.max());
      case INTEGER ->
          schema.put("type", "integer").put("minimum", param.min()).put("maximum", param.max());
      case BOOLEAN -> schema.put("type", "boolean");
    };
  }

  private ObjectNode body(Body<?> body) {
    var node = JSON.objectNode().put("required", true);
    var content = node.putObject("content");
    if (body.kind() == Body.Kind.JSON) {
      content.putObject("application/json").set("schema", types.of(body.type()).schema(schemas));
    } else {
      content.putObject("application/octet-stream");
    }
    return node;
  }

  private ObjectNode success(Route<?, ?> route) {
    var node = JSON.objectNode().put("description", "Success");
    var content = node.putObject("content");
    if (route.answer() == Content.class || route.answer() == Download.class) {
      content.putObject("*/*");
    } else {
      var schema = types.of(route.answer()).schema(schemas);
      content.putObject("application/json").set("schema", schema);
    }
    return node;
  }

  /** What the route declares and what the server itself may answer in its place, by status. */
  private static Map<Integer, Set<String>> errors(Route<?, ?> route) {
    var codes = usual(route.access(), route.errors());
    if (!route.query().isEmpty() || route.body().kind() != Body.Kind.NONE) {
      codes.add(ErrorCode.INVALID_REQUEST);
    }
    if (route.body().kind() != Body.Kind.NONE) {
      codes.add(ErrorCode.TOO_LARGE);
    }
    var errors = byStatus(codes);
    if (route.answer() == Download.class) {
      errors.put(416, Set.of(Statuses.word(ErrorCode.INVALID_REQUEST)));
    }
    return errors;
  }

  private static Set<ErrorCode> usual(Access access, Set<ErrorCode> declared) {
    var codes =
        EnumSet.of(
            ErrorCode.RATE_LIMITED, ErrorCode.BUSY, ErrorCode.SHUTTING_DOWN, ErrorCode.INTERNAL);
    codes.addAll(declared);
    if (access != Access.OPEN) {
      codes.add(ErrorCode.UNAUTHENTICATED);
    }
    if (access == Access.ADMIN) {
      codes.add(ErrorCode.ADMIN_OFF);
    } else if (access == Access.JUDGE) {
      codes.add(ErrorCode.JUDGE_OFF);
    }
    return codes;
  }

  private static Map<Integer, Set<String>> byStatus(Set<ErrorCode> codes) {
    return codes.stream()
        .collect(
            Collectors.groupingBy(
                Statuses::of,
                TreeMap::new,
                Collectors.mapping(Statuses::word, Collectors.toCollection(TreeSet::new))));
  }

  private ObjectNode error(int status, Set<String> codes) {
    var node = JSON.objectNode().put("description", String.join(", ", codes));
    node.putObject("content")
        .putObject(dialect.errorMediaType())
        .set("schema", dialect.errorSchema(status));
    return node;
  }
}
