package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An instant as ISO-8601. Written with six digits and {@code +00:00}, which readers that know
 * neither {@code Z} nor other fractions still understand.
 */
record InstantType() implements JsonType {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    if (node.isTextual() && node.textValue().length() <= 40) {
      try {
        return OffsetDateTime.parse(node.textValue()).toInstant();
      } catch (DateTimeException e) {
        // Said below, in the words of this API.
      }
    }
    return faults.add(
        place, "instant_type", "This must be a time such as 2026-01-31T12:00:00Z, with an offset.");
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeString(WRITTEN.format((Instant) value));
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    return JsonNodeFactory.instance.objectNode().put("type", "string").put("format", "date-time");
  }
}
