package io.lanista.ports.plugin;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.room.RoomFormat;

/**
 * Takes what a plugin contributes. Names are 1..32 characters of {@code [a-z0-9-]}; a name that
 * another plugin contributed already is refused, and the plugin with it.
 */
public interface Contributions {
  Contributions matchmaking(String name, MatchmakingPolicy policy);

  Contributions runner(String name, GameRunner runner);

  Contributions roomFormat(String name, RoomFormat format);
}
