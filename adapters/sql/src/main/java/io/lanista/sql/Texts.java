package io.lanista.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists and maps of texts in a column, as JSON. */
final class Texts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, String>> MAP = new TypeReference<>() {};

  private Texts() {}

  static String json(Object texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("Texts cannot be written.", defect);
    }
  }

  static List<String> list(String json) {
    try {
      return JSON.readValue(json, LIST);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("A stored list of texts cannot be read.", damaged);
    }
  }

  static Map<String, String> map(String json) {
    try {
      return JSON.readValue(json, MAP);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("A stored map of texts cannot be read.", damaged);
    }
  }
}
