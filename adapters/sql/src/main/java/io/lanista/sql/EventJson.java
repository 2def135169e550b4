package io.lanista.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.settlement.Bytes32;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Events as JSON: records as objects, ids, hashes and instants as text. Thread-safe. */
final class EventJson {
  /** Type names are stored: rename never. */
  private static final Map<String, Class<? extends DomainEvent>> TYPES =
      Map.ofEntries(
          Map.entry("match-made", DomainEvent.MatchMade.class),
          Map.entry("report-received", DomainEvent.ReportReceived.class),
          Map.entry("match-completed", DomainEvent.MatchCompleted.class),
          Map.entry("match-disputed", DomainEvent.MatchDisputed.class),
          Map.entry("match-expired", DomainEvent.MatchExpired.class),
          Map.entry("replay-accepted", DomainEvent.ReplayAccepted.class),
          Map.entry("signature-accepted", DomainEvent.SignatureAccepted.class),
          Map.entry("result-signed", DomainEvent.ResultSigned.class),
          Map.entry("wager-changed", DomainEvent.WagerChanged.class),
          Map.entry("player-registered", DomainEvent.PlayerRegistered.class),
          Map.entry("series-offered", DomainEvent.SeriesOffered.class),
          Map.entry("series-started", DomainEvent.SeriesStarted.class),
          Map.entry("series-completed", DomainEvent.SeriesCompleted.class),
          Map.entry("series-voided", DomainEvent.SeriesVoided.class));

  private final Map<Class<?>, String> names =
      TYPES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  private final ObjectMapper mapper;

  EventJson() {
    SimpleModule texts = new SimpleModule();
    text(texts, MatchId.class, MatchId::toString, id -> new MatchId(UUID.fromString(id)));
    text(
        texts,
        PlayerId.class,
        id -> id.value().toString(),
        id -> new PlayerId(UUID.fromString(id)));
    text(texts, QueueName.class, QueueName::text, QueueName::new);
    text(
        texts,
        ReplayHash.class,
        ReplayHash::hex,
        hex -> new ReplayHash(Bytes32.of(HexFormat.of().parseHex(hex))));
    text(
        texts,
        Instant.class,
        instant -> instant.truncatedTo(ChronoUnit.MICROS).toString(),
        Instant::parse);
    mapper =
        JsonMapper.builder()
            .addModule(texts)
            // A later version may have added parts to an event.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  /** The name under which a kind of event is stored; empty text if it has none. */
  String name(Class<?> event) {
    return names.getOrDefault(event, "");
  }

  EventRow row(DomainEvent event, long sequence) {
    try {
      return new EventRow(sequence, name(event.getClass()), mapper.writeValueAsString(event));
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException(
          "An event of type " + event.getClass().getSimpleName() + " cannot be written.", defect);
    }
  }

  DomainEvent event(EventRow row) {
    Class<? extends DomainEvent> type = TYPES.get(row.type());
    if (type == null) {
      throw new IllegalStateException(
          "Event "
              + row.sequence()
              + " has the unknown type '"
              + row.type()
              + "': it was written by a newer version.");
    }
    try {
      return mapper.readValue(row.payload(), type);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException(
          "Event " + row.sequence() + " of type " + row.type() + " cannot be read.", damaged);
    }
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> to, Function<String, T> from) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(to.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return from.apply(in.getText());
          }
        });
  }
}
