package io.lanista.ports.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of data that is written as JSON and read again, without writing it. */
final class InMemoryJson {
  private InMemoryJson() {}

  /** The same data, its numbers as small as a reader makes them: Integer where that suffices. */
  static Map<String, Object> read(Map<String, Object> data) {
    Map<String, Object> read = new LinkedHashMap<>();
    data.forEach((name, value) -> read.put(name, value(value)));
    return read;
  }

  private static Object value(Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer) {
      return value;
    }
    if (value instanceof Long number) {
      return number == number.intValue() ? (Object) number.intValue() : number;
    }
    if (value instanceof List<?> list) {
      List<Object> read = new ArrayList<>();
      list.forEach(item -> read.add(value(item)));
      return read;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> read = new LinkedHashMap<>();
      map.forEach((name, item) -> read.put((String) name, value(item)));
      return read;
    }
    throw new IllegalStateException("JSON of events does not hold a " + value.getClass() + ".");
  }
}
