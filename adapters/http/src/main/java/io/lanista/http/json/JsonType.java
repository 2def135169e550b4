package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * One type of the wire: it reads strictly, writes, and describes itself, so that the three cannot
 * disagree. Implementations are immutable.
 */
public interface JsonType {
  /** The value, or null after adding a fault. The node is neither missing nor null. */
  Object read(JsonNode node, Place place, Faults faults);

  void write(JsonGenerator out, Object value) throws IOException;

  /** The JSON schema; records are put into {@code schemas} and referred to. */
  ObjectNode schema(Schemas schemas);
}
