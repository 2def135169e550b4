package io.lanista.engine.room;

import io.lanista.ports.room.RoomEvent;
import java.nio.ByteBuffer;
import java.util.List;

/** Events of one room that follow one another, encoded once for everyone. Immutable. */
final class EventBatch {
  /** The type of an event after which there are none. */
  private static final String LAST = "room.final";

  private final List<RoomEvent> events;
  private final int[] starts;
  private final ByteBuffer bytes;

  /** At least one event, with ids without a gap. */
  EventBatch(List<RoomEvent> events, RoomEncoder encoder) {
    this.events = events;
    List<ByteBuffer> encoded = events.stream().map(encoder::event).toList();
    bytes = ByteBuffer.allocate(encoded.stream().mapToInt(ByteBuffer::remaining).sum());
    starts = new int[encoded.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = bytes.position();
      bytes.put(encoded.get(i).duplicate());
    }
    bytes.flip();
  }

  int byteCount() {
    return bytes.limit();
  }

  long lastId() {
    return events.get(events.size() - 1).id();
  }

  boolean endsRoom() {
    return events.get(events.size() - 1).type().equals(LAST);
  }

  /** What someone gets who has everything up to an id; empty if that is all. */
  ByteBuffer after(long id) {
    long skipped = Math.max(0, id - events.get(0).id() + 1);
    return skipped >= starts.length
        ? ByteBuffer.allocate(0)
        : bytes.duplicate().position(starts[(int) skipped]);
  }
}
