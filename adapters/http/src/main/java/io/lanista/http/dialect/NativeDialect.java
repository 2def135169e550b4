package io.lanista.http.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.http.json.Naming;

/** Problem details (RFC 9457) with the code as a word of its own and the fields at fault. */
public final class NativeDialect implements Dialect {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public Naming naming() {
    return Naming.SNAKE_CASE;
  }

  @Override
  public String errorMediaType() {
    return "application/problem+json";
  }

  @Override
  public ObjectNode render(Failure failure) {
    var body =
        JSON.objectNode()
            .put("type", "about:blank")
            .put("title", Statuses.title(failure.code()))
            .put("status", failure.status())
            .put("detail", failure.message())
            .put("code", Statuses.word(failure.code()));
    if (!failure.faults().isEmpty()) {
      var errors = body.putArray("errors");
      for (var fault : failure.faults()) {
        errors
            .addObject()
            .put("field", String.join(".", fault.location()))
            .put("message", fault.message())
            .put("type", fault.type());
      }
    }
    return body;
  }

  @Override
  public ObjectNode errorSchema(int status) {
    var schema = JSON.objectNode().put("type", "object");
    var required = schema.putArray("required");
    var properties = schema.putObject("properties");
    for (var text : new String[] {"type", "title", "detail", "code"}) {
      required.add(text);
      properties.putObject(text).put("type", "string");
    }
    required.add("status");
    properties.putObject("status").put("const", status);
    var error =
        properties
            .putObject("errors")
            .put("type", "array")
            .putObject("items")
            .put("type", "object");
    var parts = error.putObject("properties");
    for (var text : new String[] {"field", "message", "type"}) {
      parts.putObject(text).put("type", "string");
    }
    return schema;
  }
}
