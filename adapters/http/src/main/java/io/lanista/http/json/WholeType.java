package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;

/** A whole number, exact in both directions; neither a text nor 1.0 will do. */
record WholeType(Class<?> java, BigInteger min, BigInteger max) implements JsonType {
  /** What fits a uint256; nothing on the wire is larger. */
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  static WholeType of(Class<?> java, Optional<Range> bounds) {
    var min = LARGEST.negate();
    var max = LARGEST;
    if (java == int.class) {
      min = BigInteger.valueOf(Integer.MIN_VALUE);
      max = BigInteger.valueOf(Integer.MAX_VALUE);
    } else if (java == long.class) {
      min = BigInteger.valueOf(Long.MIN_VALUE);
      max = BigInteger.valueOf(Long.MAX_VALUE);
    }
    if (bounds.isPresent() && bounds.get().min() != Long.MIN_VALUE) {
      min = min.max(BigInteger.valueOf(bounds.get().min()));
    }
    if (bounds.isPresent() && bounds.get().max() != Long.MAX_VALUE) {
      max = max.min(BigInteger.valueOf(bounds.get().max()));
    }
    return new WholeType(java, min, max);
  }

  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    if (!node.isIntegralNumber()) {
      return faults.add(place, "int_type", "This must be a whole number, not text or a fraction.");
    }
    var value = node.bigIntegerValue();
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      return faults.add(place, "out_of_range", "This must be " + min + ".." + max + ".");
    }
    if (java == int.class) {
      return value.intValueExact();
    }
    return java == long.class ? (Object) value.longValueExact() : value;
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof BigInteger big) {
      out.writeNumber(big);
    } else {
      out.writeNumber(((Number) value).longValue());
    }
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "integer")
        .put("minimum", min)
        .put("maximum", max);
  }
}
