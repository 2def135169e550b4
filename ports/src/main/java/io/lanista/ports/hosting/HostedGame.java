package io.lanista.ports.hosting;

import io.lanista.ports.match.GameRunner;
import java.util.Optional;

/**
 * A game that is played here: fighters in a sandbox press buttons, a world answers with its state,
 * and the engine's hosted loop drives both (spec 3, The hosted runner). Thread-safe.
 */
public interface HostedGame extends GameRunner {
  /** What recordings are called, such as {@code slp}: 1..8 characters of {@code [a-z0-9]}. */
  String recordingFormat();

  /**
   * Why no world can be opened on this machine, in a sentence that says how to mend it; empty if it
   * can. May look at files, and takes at most the plugin time limit.
   */
  Optional<String> whyUnavailable();

  /**
   * Starts a world: one game, not a whole series.
   *
   * @throws WorldException if it cannot be started; the game is tried again, then void
   */
  World open(WorldStart start) throws WorldException, InterruptedException;
}
