package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** Any JSON, for what another standard defines. */
record FreeType() implements JsonType {
  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    return node;
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    writeTree(out, (JsonNode) value);
  }

  /** By hand, because a generator without a codec cannot write trees. */
  private static void writeTree(JsonGenerator out, JsonNode node) throws IOException {
    if (node.isObject()) {
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        out.writeFieldName(field.getKey());
        writeTree(out, field.getValue());
      }
      out.writeEndObject();
    } else if (node.isArray()) {
      out.writeStartArray();
      for (var item : node) {
        writeTree(out, item);
      }
      out.writeEndArray();
    } else {
      node.serialize(out, null);
    }
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    return JsonNodeFactory.instance.objectNode();
  }
}
