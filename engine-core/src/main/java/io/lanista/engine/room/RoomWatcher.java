package io.lanista.engine.room;

import java.nio.ByteBuffer;

/** Someone who watches a room. Thread-safe; nothing here ever waits. */
public interface RoomWatcher {
  /**
   * Sends events as {@link RoomEncoder} made them. The bytes are shared with other watchers: nobody
   * changes them.
   *
   * @return false if the watcher is too slow or gone; it is sent nothing more
   */
  boolean offer(ByteBuffer events);

  /** There will be no more events. */
  void end();
}
