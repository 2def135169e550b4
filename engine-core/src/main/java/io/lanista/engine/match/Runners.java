package io.lanista.engine.match;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.GameRunner;

/** Tells the kinds of game runner apart. */
public final class Runners {
  private Runners() {}

  /** The id of the game, wherever it is played. */
  public static String game(GameRunner runner) {
    return runner instanceof HostedGame hosted ? hosted.game() : coordinated(runner).game();
  }

  /**
   * The id of a game that is played here.
   *
   * @throws EngineException PLUGIN_FAILED if it is of another kind
   */
  public static String hostedGame(GameRunner runner) {
    if (runner instanceof HostedGame hosted) {
      return hosted.game();
    }
    throw new EngineException(
        ErrorCode.PLUGIN_FAILED, "its games are not played here; choose another queue.");
  }

  /**
   * The runner as a game that agents play elsewhere; what it answers is checked.
   *
   * @throws EngineException PLUGIN_FAILED if it is of another kind
   */
  public static CoordinatedGame coordinated(GameRunner runner) {
    if (runner instanceof CoordinatedGame game) {
      return new CheckedGame(game);
    }
    throw new EngineException(
        ErrorCode.PLUGIN_FAILED, "it does not play games over netplay; configure another runner.");
  }
}
