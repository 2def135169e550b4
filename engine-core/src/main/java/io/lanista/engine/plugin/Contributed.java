package io.lanista.engine.plugin;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.room.RoomFormat;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every name stands for at one moment. Immutable, so that a reload changes all names of a
 * plugin in one step.
 */
record Contributed(
    Map<String, Held<MatchmakingPolicy>> matchmaking,
    Map<String, Held<GameRunner>> runners,
    Map<String, Held<RoomFormat>> roomFormats) {
  static final Contributed NOTHING = new Contributed(Map.of(), Map.of(), Map.of());

  /** A contribution and where it is from. */
  record Held<T>(T contribution, Generation from) {}

  /**
   * What these generations contribute together.
   *
   * @throws PluginRefusedException if two contribute the same; it names the later one's opponent
   */
  static Contributed by(Collection<Generation> generations) throws PluginRefusedException {
    Map<String, Held<MatchmakingPolicy>> matchmaking = new TreeMap<>();
    Map<String, Held<GameRunner>> runners = new TreeMap<>();
    Map<String, Held<RoomFormat>> roomFormats = new TreeMap<>();
    for (Generation each : generations) {
      NamedContributions own = each.contributions();
      add(matchmaking, NamedContributions.MATCHMAKING, own.matchmaking(), each);
      add(runners, NamedContributions.RUNNER, own.runners(), each);
      add(roomFormats, NamedContributions.ROOM_FORMAT, own.roomFormats(), each);
    }
    return new Contributed(
        Collections.unmodifiableMap(matchmaking),
        Collections.unmodifiableMap(runners),
        Collections.unmodifiableMap(roomFormats));
  }

  private static <T> void add(
      Map<String, Held<T>> to, String kind, Map<String, T> own, Generation from)
      throws PluginRefusedException {
    for (Map.Entry<String, T> entry : own.entrySet()) {
      Held<T> other = to.putIfAbsent(entry.getKey(), new Held<>(entry.getValue(), from));
      if (other != null) {
        throw new PluginRefusedException(
            "It contributes "
                + kind
                + " '"
                + entry.getKey()
                + "', and so does plugin "
                + other.from().descriptor().id()
                + " ("
                + other.from().artifact().getFileName()
                + "). Remove one of the two.");
      }
    }
  }
}
