package io.lanista.distribution.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes JSON that fits a schema of the API's document, with a liking for its bounds. */
final class SchemaText {
  private static final String[] WORDS = {
    "A#1",
    "COMPLETED",
    "DISCONNECT",
    "ERROR",
    "won",
    "lost",
    "stocks",
    "lras",
    "timeout",
    "p1",
    "p2",
    "draw",
    "0x00000000000000000000000000000000000000a1",
    "bot",
    "\\u00e9",
    ""
  };

  private final JsonNode document;
  private final List<String> ids;

  /**
   * Writes for one document.
   *
   * @param ids what to put where an id is asked for
   */
  SchemaText(JsonNode document, List<String> ids) {
    this.document = document;
    this.ids = ids;
  }

  String of(JsonNode schema, RandomGenerator random) {
    if (schema.has("$ref")) {
      return of(document.at(schema.get("$ref").asText().substring(1)), random);
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size())).toString();
    }
    JsonNode type = schema.path("type");
    String name = type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
    return switch (name) {
      case "object" -> object(schema, random);
      case "array" -> list(schema, random);
      case "integer" -> integer(schema, random);
      case "number" -> Double.toString(random.nextInt(4) == 0 ? 0 : random.nextDouble(-200, 200));
      case "boolean" -> Boolean.toString(random.nextBoolean());
      case "null" -> "null";
      case "string" -> "\"" + WORDS[random.nextInt(WORDS.length)] + "\"";
      default -> choice(schema, random);
    };
  }

  private String choice(JsonNode schema, RandomGenerator random) {
    for (String of : List.of("anyOf", "oneOf")) {
      if (schema.has(of)) {
        return of(schema.get(of).get(random.nextInt(schema.get(of).size())), random);
      }
    }
    return "{}";
  }

  private String object(JsonNode schema, RandomGenerator random) {
    List<String> fields = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              String key = field.getKey();
              boolean id = key.endsWith("queue_id");
              String value =
                  id && random.nextInt(8) > 0
                      ? "\"" + ids.get(random.nextInt(ids.size())) + "\""
                      : of(field.getValue(), random);
              if (required(schema, key) || random.nextInt(3) > 0) {
                fields.add("\"" + key + "\":" + value);
              }
            });
    return "{" + String.join(",", fields) + "}";
  }

  private static boolean required(JsonNode schema, String key) {
    for (JsonNode name : schema.path("required")) {
      if (name.asText().equals(key)) {
        return true;
      }
    }
    return false;
  }

  private String list(JsonNode schema, RandomGenerator random) {
    int least = schema.path("minItems").asInt(0);
    int most = Math.min(schema.path("maxItems").asInt(3), least + 3);
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(least, most + 1); i > 0; i--) {
      items.add(of(schema.path("items"), random));
    }
    return "[" + String.join(",", items) + "]";
  }

  private static String integer(JsonNode schema, RandomGenerator random) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(100);
    return switch (random.nextInt(6)) {
      case 0 -> Long.toString(least);
      case 1 -> Long.toString(most);
      default -> Long.toString(Math.min(most, Math.max(least, random.nextInt(5))));
    };
  }
}
