package io.lanista.ports.hosting;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One running game. Used by one thread at a time, but not always the same; the calls alternate:
 * result, state, apply, result, state, apply, until it is over. A call may wait for its game, at
 * most {@code hosting.frame-timeout}; it is then interrupted, and the world closed from another
 * thread.
 */
public interface World extends AutoCloseable {
  /** The stage it is played on, known from the start. */
  String stage();

  /**
   * The state to decide by.
   *
   * @throws WorldException if the game failed: it is begun again, and then void
   */
  WorldState state() throws WorldException, InterruptedException;

  /**
   * Takes what both sides press and goes on by one frame.
   *
   * @throws WorldException if the game failed: it is begun again, and then void
   */
  void apply(Controls p1, Controls p2) throws WorldException, InterruptedException;

  /** How it ended; empty while it is played. */
  Optional<WorldResult> result() throws WorldException;

  /**
   * The recording the world made by itself, a file in its folder, whole once the world is closed;
   * asked for after that. Empty if it makes none, and then the loop's own record of states and
   * inputs is kept.
   */
  default Optional<Path> recording() {
    return Optional.empty();
  }

  /** Frees everything, also processes, within a few seconds. Idempotent. */
  @Override
  void close();
}
