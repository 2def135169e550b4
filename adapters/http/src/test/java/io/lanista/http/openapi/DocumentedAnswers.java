package io.lanista.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks answers against the OpenAPI document, for the subset of JSON Schema the document uses; a
 * keyword outside of it is itself a complaint, so that nothing passes unchecked.
 */
public final class DocumentedAnswers {
  private final JsonNode document;

  public DocumentedAnswers(JsonNode document) {
    this.document = document;
  }

  /**
   * What is wrong with an answer; empty if it is as documented.
   *
   * @param template of the route, as in the document
   */
  public List<String> complaints(String method, String template, int status, JsonNode answer) {
    var responses =
        document
            .path("paths")
            .path(template)
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses");
    var response = responses.path(Integer.toString(status));
    if (response.isMissingNode()) {
      return List.of(method + " " + template + " does not document status " + status);
    }
    var found = new ArrayList<String>();
    for (var content : response.path("content")) {
      check(content.path("schema"), answer, "answer", found);
    }
    return found;
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> found) {
    for (var rule : schema.properties()) {
      var expected = rule.getValue();
      var holds =
          switch (rule.getKey()) {
            case "$ref" -> {
              check(document.at(expected.asText().substring(1)), value, at, found);
              yield true;
            }
            case "anyOf" -> anyOf(expected, value);
            case "type" -> hasType(expected.asText(), value);
            case "const" -> value.equals(expected);
            case "enum" -> contains(expected, value);
            case "minimum" -> number(value).compareTo(expected.bigIntegerValue()) >= 0;
            case "maximum" -> number(value).compareTo(expected.bigIntegerValue()) <= 0;
            case "minLength" -> value.asText().length() >= expected.asInt();
            case "maxLength" -> value.asText().length() <= expected.asInt();
            case "pattern" -> Pattern.compile(expected.asText()).matcher(value.asText()).find();
            case "minItems" -> value.size() >= expected.asInt();
            case "maxItems", "maxProperties" -> value.size() <= expected.asInt();
            case "required" -> requires(expected, value);
            case "properties" -> {
              for (var property : expected.properties()) {
                if (value.has(property.getKey())) {
                  var inner = at + "." + property.getKey();
                  check(property.getValue(), value.get(property.getKey()), inner, found);
                }
              }
              yield true;
            }
            case "items", "additionalProperties" -> {
              for (var item : value) {
                check(expected, item, at + "[]", found);
              }
              yield true;
            }
            case "description", "format" -> true;
            default -> false;
          };
      if (!holds) {
        found.add(at + ": " + rule.getKey() + " " + expected + " does not hold for " + value);
      }
    }
  }

  private boolean anyOf(JsonNode schemas, JsonNode value) {
    for (var schema : schemas) {
      var found = new ArrayList<String>();
      check(schema, value, "", found);
      if (found.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (var item : list) {
      if (item.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean requires(JsonNode keys, JsonNode value) {
    for (var key : keys) {
      if (!value.has(key.asText())) {
        return false;
      }
    }
    return true;
  }

  private static BigInteger number(JsonNode value) {
    return value.bigIntegerValue();
  }
}
