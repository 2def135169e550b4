package io.lanista.engine.room;

import io.lanista.ports.room.RoomEvent;
import java.nio.ByteBuffer;

/**
 * Puts into bytes what watchers get. Each ends by itself, so that several may follow one another.
 * Thread-safe.
 */
public interface RoomEncoder {
  ByteBuffer event(RoomEvent event);

  /** All that may be shown, as {@code room.state_sync} with the id of the room's last event. */
  ByteBuffer snapshot(RoomSnapshot snapshot);
}
