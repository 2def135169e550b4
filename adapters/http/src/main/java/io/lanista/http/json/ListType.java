package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of one type. */
record ListType(JsonType item, int min, int max) implements JsonType {
  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    if (!node.isArray()) {
      return faults.add(place, "list_type", "This must be a list.");
    }
    if (node.size() < min) {
      return faults.add(place, "too_few_items", "This needs at least " + min + " items.");
    }
    if (node.size() > max) {
      return faults.add(place, "too_many_items", "This may have at most " + max + " items.");
    }
    var items = new ArrayList<Object>(node.size());
    for (var i = 0; i < node.size(); i++) {
      var value = node.get(i);
      items.add(
          value.isNull()
              ? faults.add(place.at(i), "missing", "This must not be null.")
              : item.read(value, place.at(i), faults));
    }
    return Collections.unmodifiableList(items);
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeStartArray();
    for (var element : (List<?>) value) {
      item.write(out, element);
    }
    out.writeEndArray();
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "array");
    if (min > 0) {
      schema.put("minItems", min);
    }
    schema.put("maxItems", max).set("items", item.schema(schemas));
    return schema;
  }
}
