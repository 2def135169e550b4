package io.lanista.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arena's JSON: snake_case in requests and answers, camelCase on live streams. */
final class Wire {
  private static final ObjectMapper LIVE =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantReader()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();
  private static final ObjectMapper REST =
      LIVE.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private Wire() {}

  /** A request's body. */
  static byte[] body(Object value) {
    try {
      return REST.writeValueAsBytes(value);
    } catch (JsonProcessingException notWritable) {
      throw new IllegalArgumentException(notWritable.getOriginalMessage(), notWritable);
    }
  }

  /** Reads any JSON. */
  static JsonNode tree(byte[] json) throws IOException {
    return REST.readTree(json);
  }

  /** An answer as a record. */
  static <T> T read(JsonNode json, Class<T> type) throws JsonProcessingException {
    return REST.treeToValue(json, type);
  }

  /** A document whose keys stay as they are. */
  static Map<String, Object> map(JsonNode json) throws JsonProcessingException {
    return LIVE.convertValue(json, new TypeReference<Map<String, Object>>() {});
  }

  /** One page of a list: the array of that name, and where the next page starts. */
  static <T> Listing<T> listing(JsonNode json, String name, Class<T> type)
      throws JsonProcessingException {
    JsonNode array = json.isArray() ? json : json.path(name);
    List<T> items = new ArrayList<>();
    for (JsonNode item : array.isArray() ? array : json.path("items")) {
      items.add(read(item, type));
    }
    return new Listing<>(items, Optional.ofNullable(json.path("next_cursor").textValue()));
  }

  /** A live message: the value's own keys, after its type and, if given, its match. */
  static String liveMessage(String type, Optional<String> matchId, Object value) {
    ObjectNode message = LIVE.createObjectNode();
    message.put("type", type);
    matchId.ifPresent(id -> message.put("matchId", id));
    message.setAll((ObjectNode) LIVE.valueToTree(value));
    return message.toString();
  }

  /** Reads a live message. */
  static JsonNode liveTree(String json) throws JsonProcessingException {
    return LIVE.readTree(json);
  }

  /** A live message as a record. */
  static <T> T readLive(JsonNode json, Class<T> type) throws JsonProcessingException {
    return LIVE.treeToValue(json, type);
  }

  /** ISO-8601 with an offset. */
  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException wrong) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, text, "not ISO-8601 with an offset");
      }
    }
  }
}
