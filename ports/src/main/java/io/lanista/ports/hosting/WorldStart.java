package io.lanista.ports.hosting;

import io.lanista.ports.match.MatchId;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a world is started with.
 *
 * @param game the game's number in its series, from 1
 * @param seed decides all chance in the world, so that a game can be played again from its start
 * @param p1 side p1, on port 1
 * @param p2 side p2, on port 2
 * @param folder an empty folder of this game alone; removed after {@link World#close}
 */
public record WorldStart(
    MatchId match, int game, long seed, Contestant p1, Contestant p2, Path folder) {
  /**
   * Who plays.
   *
   * @param name the player's username
   * @param config the JSON object given with the fighter, with its character pick; {@code {}} if
   *     none
   */
  public record Contestant(String name, String config) {
    public Contestant {
      Objects.requireNonNull(name);
      Objects.requireNonNull(config);
    }
  }

  public WorldStart {
    Objects.requireNonNull(match);
    Objects.requireNonNull(p1);
    Objects.requireNonNull(p2);
    Objects.requireNonNull(folder);
    if (game < 1) {
      throw new IllegalArgumentException("Games count from 1; given: " + game);
    }
  }
}
