package io.lanista.ports.plugin;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.room.RoomFormat;

/**
 * Takes what a plugin contributes, while {@link EnginePlugin#contribute} runs. Names are 1..32
 * characters of {@code [a-z0-9-]}; operators write them into the configuration, and who makes a
 * room names its format. A name that the plugin has given already, or that is no name, is an {@link
 * IllegalArgumentException}; one that another plugin has given has this plugin refused.
 */
public interface Contributions {
  /** Who meets whom: for {@code queues.<queue>.policy}. */
  Contributions matchmaking(String name, MatchmakingPolicy policy);

  /**
   * How a game is played: for {@code queues.<queue>.runner}.
   *
   * @param runner a {@link io.lanista.ports.match.CoordinatedGame} or a {@link
   *     io.lanista.ports.hosting.HostedGame}
   */
  Contributions runner(String name, GameRunner runner);

  /** How a room is played. */
  Contributions roomFormat(String name, RoomFormat format);
}
