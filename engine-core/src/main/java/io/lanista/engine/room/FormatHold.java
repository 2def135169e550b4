package io.lanista.engine.room;

import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import java.util.Optional;

/**
 * Hold of a room's format while it is decided about.
 *
 * @param calls nothing if it cannot be asked now
 * @param why it cannot; says nothing otherwise
 */
record FormatHold(Optional<FormatCalls> calls, String why) implements AutoCloseable {
  /** Of nothing. */
  static FormatHold away(String why) {
    return new FormatHold(Optional.empty(), why);
  }

  static FormatHold of(Registry<RoomFormat> formats, Room room) {
    try {
      return new FormatHold(Optional.of(new FormatCalls(formats.lease(room.plan().format()))), "");
    } catch (EngineException refused) {
      if (refused.code() != ErrorCode.PLUGIN_FAILED) {
        throw refused;
      }
      return away("It is not loaded in this engine.");
    }
  }

  @Override
  public void close() {
    calls.ifPresent(FormatCalls::close);
  }
}
