package io.lanista.http.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The named schemas of one document, each record once. Not thread-safe. */
public final class Schemas {
  private final ObjectNode named = JsonNodeFactory.instance.objectNode();
  private final Map<Object, String> names = new HashMap<>();

  /** A reference to the schema of a record; the schema is made the first time. */
  ObjectNode reference(Class<?> record, Naming naming, Supplier<ObjectNode> schema) {
    var key = naming + ":" + record.getName();
    var name = names.get(key);
    if (name == null) {
      name = record.getSimpleName();
      for (var n = 2; named.has(name); n++) {
        name = record.getSimpleName() + n;
      }
      names.put(key, name);
      named.putObject(name);
      named.set(name, schema.get());
    }
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  public ObjectNode named() {
    return named;
  }
}
