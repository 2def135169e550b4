package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of one type by free keys. */
record MapType(JsonType value, int min, int max) implements JsonType {
  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    if (!node.isObject()) {
      return faults.add(place, "object_type", "This must be an object.");
    }
    if (node.size() < min || node.size() > max) {
      return faults.add(place, "too_many_items", "This must have " + min + ".." + max + " keys.");
    }
    var map = new LinkedHashMap<String, Object>();
    for (var field : node.properties()) {
      if (!TextType.isUnicode(field.getKey())) {
        return faults.add(place, "not_unicode", "A key holds half of a surrogate pair.");
      }
      var inner = place.at(field.getKey());
      map.put(
          field.getKey(),
          field.getValue().isNull()
              ? faults.add(inner, "missing", "This must not be null.")
              : value.read(field.getValue(), inner, faults));
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  public void write(JsonGenerator out, Object map) throws IOException {
    out.writeStartObject();
    for (var entry : ((Map<?, ?>) map).entrySet()) {
      out.writeFieldName((String) entry.getKey());
      value.write(out, entry.getValue());
    }
    out.writeEndObject();
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.put("maxProperties", max).set("additionalProperties", value.schema(schemas));
    return schema;
  }
}
