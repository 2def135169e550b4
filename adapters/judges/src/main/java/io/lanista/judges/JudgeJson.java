package io.lanista.judges;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lanista.ports.room.Claim;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads JSON from outside: whole, bounded in depth, in text and in numbers. Thread-safe. */
final class JudgeJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNameLength(1_000)
                          .maxStringLength(100_000)
                          .maxNumberLength(50)
                          .build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JudgeJson() {}

  /**
   * Reads one value.
   *
   * @throws IOException if it is not JSON, is cut off, goes on behind its end or is too deep
   */
  static JsonNode read(byte[] text) throws IOException {
    JsonNode read = MAPPER.readTree(text);
    if (read.isMissingNode()) {
      throw new IOException("it is empty");
    }
    return read;
  }

  /** An integer from 0 to 2^53; empty for anything else. */
  static OptionalLong number(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      return OptionalLong.empty();
    }
    long number = node.longValue();
    return number < 0 || number > Claim.LARGEST ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** A text; empty for anything else. */
  static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }
}
