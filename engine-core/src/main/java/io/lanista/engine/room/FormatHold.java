package io.lanista.engine.room;

import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import java.util.Optional;

/** Hold of a room's format while it is decided about; of nothing if it is not loaded now. */
record FormatHold(Optional<FormatCalls> calls) implements AutoCloseable {
  static FormatHold of(Registry<RoomFormat> formats, Room room) {
    try {
      return new FormatHold(Optional.of(new FormatCalls(formats.lease(room.plan().format()))));
    } catch (EngineException refused) {
      if (refused.code() != ErrorCode.PLUGIN_FAILED) {
        throw refused;
      }
      return new FormatHold(Optional.empty());
    }
  }

  @Override
  public void close() {
    calls.ifPresent(FormatCalls::close);
  }
}
