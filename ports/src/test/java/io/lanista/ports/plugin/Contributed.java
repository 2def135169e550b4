package io.lanista.ports.plugin;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.room.RoomFormat;
import java.util.HashMap;
import java.util.Map;

/** The one thing that a plugin contributes, for its tests. */
public final class Contributed implements Contributions {
  private final Map<String, Object> things = new HashMap<>();

  private Contributed() {}

  /** The policy of a plugin that contributes nothing else, by this name. */
  public static MatchmakingPolicy policy(String name, EnginePlugin plugin) {
    return only(MatchmakingPolicy.class, name, plugin);
  }

  /** The runner of a plugin that contributes nothing else, by this name. */
  public static GameRunner runner(String name, EnginePlugin plugin) {
    return only(GameRunner.class, name, plugin);
  }

  /** The room format of a plugin that contributes nothing else, by this name. */
  public static RoomFormat format(String name, EnginePlugin plugin) {
    return only(RoomFormat.class, name, plugin);
  }

  private static <T> T only(Class<T> type, String name, EnginePlugin plugin) {
    Contributed taken = new Contributed();
    plugin.contribute(taken);
    if (taken.things.size() != 1 || !type.isInstance(taken.things.get(name))) {
      throw new AssertionError(
          "No " + type.getSimpleName() + " " + name + " alone, but " + taken.things);
    }
    return type.cast(taken.things.get(name));
  }

  private Contributions take(String name, Object thing) {
    if (things.putIfAbsent(name, thing) != null) {
      throw new AssertionError("It contributes two things by the name " + name);
    }
    return this;
  }

  @Override
  public Contributions matchmaking(String name, MatchmakingPolicy policy) {
    return take(name, policy);
  }

  @Override
  public Contributions runner(String name, GameRunner runner) {
    return take(name, runner);
  }

  @Override
  public Contributions roomFormat(String name, RoomFormat format) {
    return take(name, format);
  }
}
