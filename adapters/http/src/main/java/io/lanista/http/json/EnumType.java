package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One of a closed set of words: the constant in lower case, or its {@link Name}. */
record EnumType(Map<String, Object> constants, Map<Object, String> words) implements JsonType {
  static EnumType of(Class<?> type) {
    var constants = new LinkedHashMap<String, Object>();
    for (var constant : type.getEnumConstants()) {
      constants.put(word(type, ((Enum<?>) constant).name()), constant);
    }
    return new EnumType(
        constants,
        constants.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)));
  }

  private static String word(Class<?> type, String constant) {
    try {
      var name = type.getField(constant).getAnnotation(Name.class);
      return name == null ? constant.toLowerCase(Locale.ROOT) : name.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    var constant = node.isTextual() ? constants.get(node.textValue()) : null;
    return constant != null
        ? constant
        : faults.add(
            place, "unknown_value", "This must be one of " + String.join(", ", constants.keySet()));
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeString(words.get(value));
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "string");
    var words = schema.putArray("enum");
    constants.keySet().forEach(words::add);
    return schema;
  }
}
