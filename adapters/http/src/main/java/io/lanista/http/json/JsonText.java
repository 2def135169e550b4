package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes to checked values and back. Immutable, so thread-safe. */
public final class JsonText {
  private static final Place BODY = Place.root("body");

  /** Field names are not canonicalised: strangers choose them, and the table would fill up. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNumberLength(100)
                  .maxNameLength(256)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private static final ObjectReader TREE =
      new ObjectMapper(FACTORY).reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /** The value in a body, or null after adding at least one fault. */
  public static Object read(ByteBuffer body, JsonType type, Faults faults) {
    if (!body.hasRemaining()) {
      return faults.add(BODY, "missing", "A JSON body is required.");
    }
    try {
      // Strict, and UTF-8 only: the parser alone would guess UTF-16 and pass some broken bytes.
      var text = StandardCharsets.UTF_8.newDecoder().decode(body).toString();
      return read(text, type, BODY, faults);
    } catch (CharacterCodingException e) {
      return faults.add(BODY, "json_invalid", "The body is not valid UTF-8.");
    }
  }

  /** The value in a text, such as a WebSocket message; null after adding at least one fault. */
  public static Object read(String text, JsonType type, Place place, Faults faults) {
    try {
      var tree = TREE.readTree(text);
      if (tree.isMissingNode() || tree.isNull()) {
        return faults.add(place, "missing", "A JSON object is required.");
      }
      return type.read(tree, place, faults);
    } catch (StreamConstraintsException e) {
      return faults.add(
          place, "json_limits", "The JSON is nested too deeply or has too long a name or number.");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      return faults.add(
          place,
          "json_invalid",
          "This is not valid JSON, at line "
              + at.getLineNr()
              + ", column "
              + at.getColumnNr()
              + " (a repeated key counts as a fault).");
    }
  }

  /** The bytes of a value; an IOException means that the value breaks its own type. */
  public static byte[] write(JsonType type, Object value) throws IOException {
    try (var bytes = new ByteArrayBuilder(512);
        var out = FACTORY.createGenerator(bytes)) {
      type.write(out, value);
      out.flush();
      return bytes.toByteArray();
    }
  }

  /** The bytes of a tree. */
  public static byte[] write(JsonNode tree) {
    try {
      return write(new FreeType(), tree);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
