package io.lanista.ports.room;

import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the engines that share a database that a room has new events. Only a hint: whoever gets it
 * reads the events from the database, and looks there now and then without one. Thread-safe;
 * nothing here waits or throws.
 */
public interface RoomSignals extends AutoCloseable {
  /** Tells the others, in the order of the events; in the Redis form, what happened. */
  void announce(RoomId room, List<RoomEvent> events);

  /** Has something called when another engine announces; called one at a time. At most once. */
  void listen(Consumer<RoomId> listener);

  @Override
  void close();

  /** For an engine that shares with nobody. */
  static RoomSignals none() {
    return new RoomSignals() {
      @Override
      public void announce(RoomId room, List<RoomEvent> events) {}

      @Override
      public void listen(Consumer<RoomId> listener) {}

      @Override
      public void close() {}
    };
  }
}
