package io.lanista.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * A row of a room's events.
 *
 * @param data as JSON
 */
record RoomEventRow(RoomId roomId, long id, String type, String data, Instant at) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> DATA = new TypeReference<>() {};

  static RoomEventRow of(RoomId room, RoomEvent event) {
    try {
      return new RoomEventRow(
          room, event.id(), event.type(), JSON.writeValueAsString(event.data()), event.at());
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException(
          "An event of type " + event.type() + " cannot be written.", defect);
    }
  }

  RoomEvent event() {
    try {
      return new RoomEvent(id, type, JSON.readValue(data, DATA), at);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException(
          "Event " + id + " of room " + roomId + " cannot be read.", damaged);
    }
  }
}
