package io.lanista.ports.room;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Something that happened in a room, as its viewers are told (spec 4, Events). Stored for good.
 *
 * @param id 1, 2, 3 and so on within the room, in the order of commit
 * @param type such as {@code room.locked}
 * @param data what JSON can hold: text, {@code Long}, {@code Integer}, {@code Boolean}, null, and
 *     lists and maps of these; never anything of a problem that is not revealed
 */
public record RoomEvent(long id, String type, Map<String, Object> data, Instant at) {
  public RoomEvent {
    Objects.requireNonNull(type);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    Objects.requireNonNull(at);
  }
}
