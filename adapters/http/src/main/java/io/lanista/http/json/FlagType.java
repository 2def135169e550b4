package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** True or false; nothing else stands for either. */
record FlagType() implements JsonType {
  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    return node.isBoolean()
        ? node.booleanValue()
        : faults.add(place, "bool_type", "This must be true or false.");
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeBoolean((boolean) value);
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    return JsonNodeFactory.instance.objectNode().put("type", "boolean");
  }
}
