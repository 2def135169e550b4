package io.lanista.redis;

import io.lanista.ports.room.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The names of what Redis holds of a room (spec 4, Where truth lives; tools read them).
 *
 * @param board ours: the version, and of how many problems
 */
record RoomKeys(String board, String state, String locks, String sources, String scores) {
  private static final String CHANNEL = "events:room:";

  /** Of every room's events. */
  static final String CHANNELS = CHANNEL + "*";

  static RoomKeys of(RoomId room) {
    String prefix = "room:" + room;
    return new RoomKeys(
        prefix + ":board",
        prefix + ":state",
        prefix + ":locks",
        prefix + ":lock_sources",
        prefix + ":scores");
  }

  List<String> all() {
    return List.of(board, state, locks, sources, scores);
  }

  List<String> ofClaims() {
    return List.of(board, locks, sources);
  }

  static String channel(RoomId room) {
    return CHANNEL + room;
  }

  /** Whose channel it is; empty for somebody else's. */
  static Optional<RoomId> room(String channel) {
    try {
      return Optional.of(new RoomId(UUID.fromString(channel.substring(CHANNEL.length()))));
    } catch (IllegalArgumentException notARoom) {
      return Optional.empty();
    }
  }
}
