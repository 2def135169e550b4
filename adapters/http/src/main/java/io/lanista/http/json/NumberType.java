package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A finite number. */
record NumberType() implements JsonType {
  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    if (!node.isNumber()) {
      return faults.add(place, "number_type", "This must be a number.");
    }
    var value = node.doubleValue();
    if (!Double.isFinite(value)) {
      return faults.add(place, "out_of_range", "This number is too large.");
    }
    return value;
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    var number = (double) value;
    if (!Double.isFinite(number)) {
      throw new IOException("JSON has no " + number);
    }
    out.writeNumber(number);
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    return JsonNodeFactory.instance.objectNode().put("type", "number");
  }
}
