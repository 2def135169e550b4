package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A text; unless annotated, at most 1000 characters. */
record TextType(int min, int max, Optional<Pattern> pattern) implements JsonType {
  static TextType of(Optional<Text> bounds) {
    if (bounds.isEmpty()) {
      return new TextType(0, 1000, Optional.empty());
    }
    var text = bounds.get();
    var pattern = text.pattern().isEmpty() ? null : Pattern.compile(text.pattern());
    return new TextType(text.min(), text.max(), Optional.ofNullable(pattern));
  }

  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    if (!node.isTextual()) {
      return faults.add(place, "text_type", "This must be a text.");
    }
    var text = node.textValue();
    if (text.length() < min) {
      return faults.add(place, "too_short", "This needs at least " + min + " characters.");
    }
    if (text.length() > max) {
      return faults.add(place, "too_long", "This may have at most " + max + " characters.");
    }
    if (!isUnicode(text)) {
      return faults.add(place, "not_unicode", "This holds half of a surrogate pair.");
    }
    if (pattern.isPresent() && !pattern.get().matcher(text).matches()) {
      return faults.add(
          place, "pattern_mismatch", "This must match " + pattern.get().pattern() + " as a whole.");
    }
    return text;
  }

  /** Escapes can make half of a pair, which could not be stored or written as UTF-8 again. */
  static boolean isUnicode(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isHighSurrogate(text.charAt(i))
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(++i))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeString((String) value);
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "string");
    if (min > 0) {
      schema.put("minLength", min);
    }
    pattern.ifPresent(p -> schema.put("pattern", "^(?:" + p.pattern() + ")$"));
    return schema.put("maxLength", max);
  }
}
