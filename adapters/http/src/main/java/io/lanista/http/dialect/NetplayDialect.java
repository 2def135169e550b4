package io.lanista.http.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.http.json.Naming;
import java.util.List;

/**
 * The form the netplay family of clients expects: {@code {"detail": "..."}}, and a list of faults
 * with their places for a 422.
 */
public final class NetplayDialect implements Dialect {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public Naming naming() {
    return Naming.SNAKE_CASE;
  }

  @Override
  public String errorMediaType() {
    return "application/json";
  }

  @Override
  public ObjectNode render(Failure failure) {
    var body = JSON.objectNode();
    if (failure.status() != 422) {
      return body.put("detail", failure.message());
    }
    var details = body.putArray("detail");
    var faults = failure.faults();
    if (faults.isEmpty()) {
      var type = Statuses.word(failure.code());
      faults = List.of(new FieldFault(List.of("body"), failure.message(), type));
    }
    for (var fault : faults) {
      var detail = details.addObject();
      var loc = detail.putArray("loc");
      fault.location().forEach(loc::add);
      detail.put("msg", fault.message()).put("type", fault.type());
    }
    return body;
  }

  @Override
  public ObjectNode errorSchema(int status) {
    var schema = JSON.objectNode().put("type", "object");
    schema.putArray("required").add("detail");
    var detail = schema.putObject("properties").putObject("detail");
    if (status != 422) {
      detail.put("type", "string");
      return schema;
    }
    detail.put("type", "array").put("minItems", 1);
    var item = detail.putObject("items").put("type", "object");
    item.putArray("required").add("loc").add("msg").add("type");
    var properties = item.putObject("properties");
    properties.putObject("loc").put("type", "array").putObject("items").put("type", "string");
    properties.putObject("msg").put("type", "string");
    properties.putObject("type").put("type", "string");
    return schema;
  }
}
