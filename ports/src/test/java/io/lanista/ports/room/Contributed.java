package io.lanista.ports.room;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.plugin.EnginePlugin;
import io.lanista.ports.queue.MatchmakingPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Takes the room formats that a plugin contributes, for its tests; it may contribute no more. */
public final class Contributed implements Contributions {
  private final Map<String, RoomFormat> formats = new HashMap<>();

  private Contributed() {}

  /** The one format of a plugin, which must have this name. */
  public static RoomFormat format(String name, EnginePlugin plugin) {
    Contributed taken = new Contributed();
    plugin.contribute(taken);
    if (!taken.formats.keySet().equals(Set.of(name))) {
      throw new AssertionError("It contributes the formats " + taken.formats.keySet());
    }
    return taken.formats.get(name);
  }

  @Override
  public Contributions roomFormat(String name, RoomFormat format) {
    formats.put(name, format);
    return this;
  }

  @Override
  public Contributions matchmaking(String name, MatchmakingPolicy policy) {
    throw new AssertionError("It contributes a policy, " + name);
  }

  @Override
  public Contributions runner(String name, GameRunner runner) {
    throw new AssertionError("It contributes a runner, " + name);
  }
}
