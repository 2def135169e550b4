package io.lanista.engine.match;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.GameRunner;
import java.util.Optional;

/** Tells the kinds of game runner apart. */
public final class Runners {
  private static final int LONGEST_REASON = 500;

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
   * Why a hosted game cannot be played on this machine, in a sentence of bounded length; empty if
   * it can.
   *
   * @throws EngineException PLUGIN_FAILED if it is of another kind, or does not say
   */
  public static Optional<String> whyUnavailable(GameRunner runner) {
    if (!(runner instanceof HostedGame hosted)) {
      throw new EngineException(
          ErrorCode.PLUGIN_FAILED, "its games are not played here; choose another queue.");
    }
    Optional<String> why = hosted.whyUnavailable();
    if (why == null) {
      throw new EngineException(ErrorCode.PLUGIN_FAILED, "it answered null.");
    }
    return why.map(words -> words.replaceAll("\\p{Cntrl}", "?"))
        .map(words -> words.substring(0, Math.min(LONGEST_REASON, words.length())));
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
